import { answeringAccount } from "#access/answer-account";
import { acceptInvitation } from "#access/invite";
import { AcceptRequest } from "#protocol/invitation";

export const POST = answeringAccount(AcceptRequest, null, acceptInvitation);
