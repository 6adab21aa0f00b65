import { answeringAccount } from "#access/answer-account";
import { keepSessions } from "#access/keep-sessions";
import { KeepRequest } from "#protocol/account";

export const POST = answeringAccount(KeepRequest, ({ email }) => email, keepSessions);
