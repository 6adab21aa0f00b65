import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { addressTakenLetter, confirmLetter } from "#mail/letters";
import type { CreateAccountRequest } from "#protocol/account";
import { isProven, upgradeAnonymous } from "#store/people/accounts";
import { accountSettings } from "../account-settings";
import { auth } from "../sign-in/auth";
import { isCommonPassword } from "../sign-in/common-passwords";
import { userFrom } from "../signed-in-user";
import { type AccountReply, refusedAs } from "./answer-account";
import { moveSignIns } from "./move-sign-ins";
import { PENDING_MS, type Pending, pendingName } from "./pending-account";
import { newRecoveryCode } from "./recovery-code";

/**
 * Creates an account for an anonymous person, who keeps their sessions. With mail, the account is created when the person
 * opens the letter and enters the password; the answer does not reveal whether the address is taken. Without mail, it is
 * created at once with a recovery code, and the address only serves to sign in.
 */
export async function createAccount(
  request: z.output<typeof CreateAccountRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const user = await userFrom(headers);
  if (!user?.isAnonymous) return refusedAs("unauthenticated");
  if (await isCommonPassword(request.password, request.email)) return refusedAs("common");
  const { password, internalAdapter } = await auth().$context;
  const passwordHash = await password.hash(request.password);
  const { email } = request;
  const { mail, link } = accountSettings();
  if (mail) {
    if (await isProven(email)) {
      mail(addressTakenLetter(email, link("/account/sign-in")), headers);
    } else {
      const token = randomBytes(24).toString("base64url");
      const value = JSON.stringify({ userId: user.id, email, passwordHash } satisfies Pending);
      await internalAdapter.createVerificationValue({
        identifier: pendingName(token),
        value,
        expiresAt: new Date(Date.now() + PENDING_MS),
      });
      mail(confirmLetter(email, link(`/account/confirm?token=${token}`)), headers);
    }
    return { answer: { ok: true, code: null, mailed: true } };
  }
  const code = newRecoveryCode();
  const recoveryHash = await password.hash(code);
  const outcome = await upgradeAnonymous({ userId: user.id, email, isVerified: false, passwordHash, recoveryHash });
  if (outcome === "gone") return refusedAs("unauthenticated");
  if (outcome === "taken") return refusedAs("taken");
  const signIn = await moveSignIns(user.id, outcome.openSessions, headers);
  return { answer: { ok: true, code, mailed: false }, signIn };
}
