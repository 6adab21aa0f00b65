import type { z } from "zod";
import type { ConfirmRequest } from "#protocol/account";
import { upgradeAnonymous } from "#store/people/accounts";
import { auth } from "../sign-in/auth";
import { type AccountReply, refusedAs } from "./answer-account";
import { moveSignIns } from "./move-sign-ins";
import { Pending, pendingName } from "./pending-account";

/**
 * The second half of `createAccount`: makes the account for the person who has the letter and the password. The letter
 * alone is not enough: otherwise a stranger's address would be confirmed if its owner opened the letter out of
 * curiosity.
 */
export async function confirmAccount(
  { token, password }: z.output<typeof ConfirmRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const { internalAdapter, password: hashing } = await auth().$context;
  const waiting = await internalAdapter.findVerificationValue(pendingName(token));
  if (!waiting || waiting.expiresAt < new Date()) return refusedAs("wrong");
  const { userId, email, passwordHash } = Pending.parse(JSON.parse(waiting.value));
  if (!(await hashing.verify({ hash: passwordHash, password }))) return refusedAs("wrong");
  if (!(await internalAdapter.consumeVerificationValue(pendingName(token)))) return refusedAs("wrong");
  const outcome = await upgradeAnonymous({ userId, email, isVerified: true, passwordHash, recoveryHash: null });
  if (outcome === "taken") return refusedAs("taken");
  if (outcome === "gone") return refusedAs("wrong");
  const signIn = await moveSignIns(userId, outcome.openSessions, headers);
  return { answer: { ok: true, code: null, mailed: false }, signIn };
}
