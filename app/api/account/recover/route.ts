import { answeringAccount } from "#access/accounts/answer-account";
import { recoverAccount } from "#access/accounts/recover-account";
import { RecoverRequest } from "#protocol/account";

export const POST = answeringAccount(RecoverRequest, ({ email }) => email, recoverAccount);
