import { answeringAccount } from "#access/accounts/answer-account";
import { confirmEmail } from "#access/accounts/own-account";
import { ConfirmRequest } from "#protocol/account";

export const POST = answeringAccount(ConfirmRequest, ({ token }) => token, confirmEmail);
