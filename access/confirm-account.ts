import type { z } from "zod";
import type { AccountAnswer, ConfirmRequest } from "#protocol/account";
import { upgradeAnonymous } from "#store/accounts";
import { auth } from "./auth";
import { Pending, pendingName } from "./pending-account";

/**
 * The second half of `keepSessions`: whoever has the letter and the password makes the account. The letter alone is not
 * enough, or a stranger's address would be confirmed by the stranger's curiosity.
 */
export async function confirmAccount({ token, password }: z.output<typeof ConfirmRequest>): Promise<AccountAnswer> {
  const { internalAdapter, password: hashing } = await auth().$context;
  const waiting = await internalAdapter.findVerificationValue(pendingName(token));
  if (!waiting || waiting.expiresAt < new Date()) return { ok: false, why: "wrong" };
  const { userId, email, passwordHash } = Pending.parse(JSON.parse(waiting.value));
  if (!(await hashing.verify({ hash: passwordHash, password }))) return { ok: false, why: "wrong" };
  if (!(await internalAdapter.consumeVerificationValue(pendingName(token)))) return { ok: false, why: "wrong" };
  const outcome = await upgradeAnonymous({ userId, email, isVerified: true, passwordHash, recoveryHash: null });
  if (outcome === "done") return { ok: true, code: null, mailed: false };
  return { ok: false, why: outcome === "taken" ? "taken" : "wrong" };
}
