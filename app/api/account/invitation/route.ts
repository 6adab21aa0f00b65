import { answeringAccount } from "#access/accounts/answer-account";
import { acceptInvitation } from "#access/admission/invite";
import { AcceptRequest } from "#protocol/invitation";

export const POST = answeringAccount(AcceptRequest, null, acceptInvitation);
