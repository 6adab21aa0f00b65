import { answeringAccount } from "#access/accounts/answer-account";
import { changeEmail } from "#access/accounts/own-account";
import { ChangeEmailRequest } from "#protocol/account";

export const POST = answeringAccount(ChangeEmailRequest, null, changeEmail);
