import { answeringAccount } from "#access/accounts/answer-account";
import { confirmAccount } from "#access/accounts/confirm-account";
import { ConfirmRequest } from "#protocol/account";

export const POST = answeringAccount(ConfirmRequest, ({ token }) => token, confirmAccount);
