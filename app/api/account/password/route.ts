import { answeringAccount } from "#access/accounts/answer-account";
import { changePassword } from "#access/accounts/own-account";
import { ChangePasswordRequest } from "#protocol/account";

export const POST = answeringAccount(ChangePasswordRequest, null, changePassword);
