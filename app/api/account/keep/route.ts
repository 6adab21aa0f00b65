import { answeringAccount } from "#access/accounts/answer-account";
import { keepSessions } from "#access/accounts/keep-sessions";
import { KeepRequest } from "#protocol/account";

export const POST = answeringAccount(KeepRequest, ({ email }) => email, keepSessions);
