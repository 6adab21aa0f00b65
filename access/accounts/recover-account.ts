import type { z } from "zod";
import type { RecoverRequest } from "#protocol/account";
import { recoveryOf, recoverAccount as storeRecovery } from "#store/people/accounts";
import { ADDRESS_HEADER } from "../address";
import { tellGateways } from "../people-changes";
import { recordEvent } from "../record-event";
import { auth } from "../sign-in/auth";
import { isCommonPassword } from "../sign-in/common-passwords";
import { type AccountReply, refusedAs } from "./answer-account";
import { newRecoveryCode, normalRecoveryCode } from "./recovery-code";

/**
 * Sets a new password by recovery code. Every sign-in ends, and a new code is shown once. An unknown address takes as
 * much time and gets the same answer as a wrong code.
 */
export async function recoverAccount(
  request: z.output<typeof RecoverRequest>,
  headers: Headers,
): Promise<AccountReply> {
  if (await isCommonPassword(request.newPassword, request.email)) return refusedAs("common");
  const { password } = await auth().$context;
  const typed = normalRecoveryCode(request.code);
  const found = await recoveryOf(request.email);
  const isRight = found
    ? await password.verify({ hash: found.hash, password: typed })
    : await password.hash(typed).then(() => false);
  const addressHash = headers.get(ADDRESS_HEADER);
  if (!found || !isRight) {
    recordEvent({ kind: "sign-in-failed", userId: found?.userId ?? null, addressHash, detail: "recovery" });
    return refusedAs("wrong");
  }
  const code = newRecoveryCode();
  const hashes = {
    used: found.hash,
    recovery: await password.hash(code),
    password: await password.hash(request.newPassword),
  };
  const ended = await storeRecovery(found.userId, hashes);
  if (!ended) return refusedAs("wrong");
  recordEvent({ kind: "password-changed", userId: found.userId, addressHash, detail: "recovery" });
  tellGateways({ kind: "signed-out", authSessionIds: ended });
  return { answer: { ok: true, code, mailed: false } };
}
