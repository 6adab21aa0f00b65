import { answeringAccount } from "#access/answer-account";
import { changePassword } from "#access/own-account";
import { ChangePasswordRequest } from "#protocol/account";

export const POST = answeringAccount(ChangePasswordRequest, null, changePassword);
