import { answeringAccount } from "#access/answer-account";
import { confirmEmail } from "#access/own-account";
import { ConfirmRequest } from "#protocol/account";

export const POST = answeringAccount(ConfirmRequest, ({ token }) => token, confirmEmail);
