import { answeringAccount } from "#access/accounts/answer-account";
import { acceptInvitation } from "#access/door/invite";
import { AcceptRequest } from "#protocol/invitation";

export const POST = answeringAccount(AcceptRequest, null, acceptInvitation);
