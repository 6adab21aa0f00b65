import { answeringAccount } from "#access/answer-account";
import { confirmAccount } from "#access/confirm-account";
import { ConfirmRequest } from "#protocol/account";

export const POST = answeringAccount(ConfirmRequest, ({ token }) => token, confirmAccount);
