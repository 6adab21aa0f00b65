import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { credentialsChangedLetter, newAddressLetter } from "#mail/letters";
import type { ChangeEmailRequest, ChangePasswordRequest, ConfirmRequest, EndSignInsRequest } from "#protocol/account";
import { isProven } from "#store/people/accounts";
import { readProfile } from "#store/people/profiles";
import { endSignIns, isNewSignIn, nameOfSignIn, nameSignIn, setEmail, setPassword } from "#store/people/sign-ins";
import { accountSettings } from "../account-settings";
import { ADDRESS_HEADER } from "../address";
import { limits } from "../limits";
import { tellGateways } from "../people-changes";
import { recordEvent } from "../record-event";
import { auth } from "../sign-in/auth";
import { isCommonPassword } from "../sign-in/common-passwords";
import { renewSignIn } from "../sign-in/renew-sign-in";
import { isOwnPassword } from "../sign-in/verify-password";
import { type User, userFrom } from "../signed-in-user";
import { type AccountReply, refusedAs } from "./answer-account";
import { NewAddress, newAddressName, PENDING_MS } from "./pending-account";

/** The time for which a sign-in to an account without a password counts as proof of its owner. */
const PROVES_MS = 600_000;

export const DONE: AccountReply = { answer: { ok: true, code: null, mailed: false } };

type Owner = {
  readonly user: User;
  readonly email: string;
  readonly isVerified: boolean;
  readonly hasPassword: boolean;
};

/** The owner of an account who has just given its password or, if it has none, has just signed in; else the refusal. */
export async function proveOwner(headers: Headers, password: string): Promise<Owner | AccountReply> {
  const user = await userFrom(headers);
  const profile = user && (await readProfile(user.id));
  if (!user || !profile?.email) return refusedAs("unauthenticated");
  if (!profile.hasPassword && !(await isNewSignIn(user.authSessionId, PROVES_MS))) return refusedAs("sign-in-again");
  if (await limits().tryAccount(user.id, headers.get(ADDRESS_HEADER) ?? "")) return refusedAs("too-many");
  if (!(await isOwnPassword(user.id, password))) return refusedAs("wrong");
  return { user, email: profile.email, isVerified: profile.isVerified, hasPassword: profile.hasPassword };
}

async function provePassword(headers: Headers, password: string): Promise<Owner | AccountReply> {
  const owner = await proveOwner(headers, password);
  return "answer" in owner || owner.hasPassword ? owner : refusedAs("invalid");
}

/**
 * Sets a new password, or the first one of an account that signs in with Google. Every other sign-in ends, and the sign-in that
 * asks gets a new token.
 */
export async function changePassword(
  { password, newPassword }: z.output<typeof ChangePasswordRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const owner = await proveOwner(headers, password);
  if ("answer" in owner) return owner;
  const { user, email, isVerified } = owner;
  if (await isCommonPassword(newPassword, email)) return refusedAs("common");
  const deviceName = await nameOfSignIn(user.authSessionId);
  const { password: hashing } = await auth().$context;
  const ended = await setPassword(user.id, await hashing.hash(newPassword));
  const signIn = await renewSignIn(user.id, headers);
  // The same browser under a new token.
  await nameSignIn(user.id, signIn.id, deviceName);
  tellGateways({ kind: "renewed", from: user.authSessionId, to: signIn.id });
  tellGateways({ kind: "signed-out", authSessionIds: ended.filter((id) => id !== user.authSessionId) });
  recordEvent({ kind: "password-changed", userId: user.id, addressHash: headers.get(ADDRESS_HEADER) });
  const { mail, link } = accountSettings();
  // An address that was never proved may belong to a stranger.
  if (isVerified) mail?.(credentialsChangedLetter(email, link("/account/reset")));
  return { ...DONE, signIn };
}

/**
 * Changes the address of an account. With mail, it changes once the person opens the letter at the new address and
 * enters the password.
 */
export async function changeEmail(
  { password, email }: z.output<typeof ChangeEmailRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const owner = await provePassword(headers, password);
  if ("answer" in owner) return owner;
  const { mail, link } = accountSettings();
  if (!mail) {
    if (!(await setEmail(owner.user.id, email, false))) return refusedAs("taken");
    recordEvent({ kind: "email-changed", userId: owner.user.id, addressHash: headers.get(ADDRESS_HEADER) });
    return DONE;
  }
  // The answer never reveals whether another account has the address.
  if (!(await isProven(email))) {
    const token = randomBytes(24).toString("base64url");
    const { internalAdapter } = await auth().$context;
    await internalAdapter.createVerificationValue({
      identifier: newAddressName(token),
      value: JSON.stringify({ userId: owner.user.id, email } satisfies NewAddress),
      expiresAt: new Date(Date.now() + PENDING_MS),
    });
    mail(newAddressLetter(email, link(`/account/confirm-email?token=${token}`)), headers);
  }
  return { answer: { ok: true, code: null, mailed: true } };
}

/** The second half of `changeEmail`. The old address gets a notice. */
export async function confirmEmail({ token, password }: z.output<typeof ConfirmRequest>): Promise<AccountReply> {
  const { internalAdapter } = await auth().$context;
  const waiting = await internalAdapter.findVerificationValue(newAddressName(token));
  if (!waiting || waiting.expiresAt < new Date()) return refusedAs("wrong");
  const { userId, email } = NewAddress.parse(JSON.parse(waiting.value));
  const before = await readProfile(userId);
  if (!before?.hasPassword || !(await isOwnPassword(userId, password))) return refusedAs("wrong");
  if (!(await internalAdapter.consumeVerificationValue(newAddressName(token)))) return refusedAs("wrong");
  if (!(await setEmail(userId, email, true))) return refusedAs("taken");
  const { mail, link } = accountSettings();
  recordEvent({ kind: "email-changed", userId });
  if (before.email && before.isVerified) mail?.(credentialsChangedLetter(before.email, link("/account/reset")));
  return DONE;
}

/** Ends one of the person's sign-ins, or all others, with their connections. */
export async function endOwnSignIns(
  { which }: z.output<typeof EndSignInsRequest>,
  headers: Headers,
): Promise<AccountReply> {
  const user = await userFrom(headers);
  if (!user) return refusedAs("unauthenticated");
  const ended = await endSignIns(user.id, which === "others" ? { but: user.authSessionId } : { id: which });
  tellGateways({ kind: "signed-out", authSessionIds: ended });
  if (ended.length > 0)
    recordEvent({ kind: "sign-ins-ended", userId: user.id, addressHash: headers.get(ADDRESS_HEADER) });
  return ended.length > 0 || which === "others" ? DONE : refusedAs("wrong");
}
