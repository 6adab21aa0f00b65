import { answeringAccount } from "#access/answer-account";
import { recoverAccount } from "#access/recover-account";
import { RecoverRequest } from "#protocol/account";

export const POST = answeringAccount(RecoverRequest, ({ email }) => email, recoverAccount);
