import { answeringAccount } from "#access/answer-account";
import { changeEmail } from "#access/own-account";
import { ChangeEmailRequest } from "#protocol/account";

export const POST = answeringAccount(ChangeEmailRequest, null, changeEmail);
