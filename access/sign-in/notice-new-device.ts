import type { createAuthMiddleware } from "better-auth/api";
import { signInLetter } from "#mail/letters";
import type { Mail } from "#mail/transport";
import { markPasskeyUsed } from "#store/people/passkeys";
import { ADDRESS_HEADER } from "../address";
import { recordEvent } from "../record-event";
import { rememberDevice } from "./known-device";

/** The context that better-auth passes to a hook after a route. */
export type AfterHook = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Routes that sign a person in to an account. */
const SIGNS_IN = /^\/(sign-in\/email|callback\/|two-factor\/verify-|passkey\/verify-authentication)/;

/** Gives the device a proof after a sign-in. If the proof is new, a letter tells the owner. */
export async function noticeNewDevice(
  ctx: AfterHook,
  mail: Mail | null,
  link: (path: string) => string,
): Promise<void> {
  const { newSession } = ctx.context;
  if (!newSession || !SIGNS_IN.test(ctx.path)) return;
  const { user } = newSession;
  const needsSecondStep = "twoFactorEnabled" in user && user.twoFactorEnabled === true && ctx.path === "/sign-in/email";
  if (needsSecondStep) return;
  recordEvent({
    kind: "sign-in",
    userId: user.id,
    addressHash: ctx.headers?.get(ADDRESS_HEADER) ?? null,
    detail: wayOf(ctx.path),
  });
  const passkey = passkeyIn(ctx);
  if (passkey) await markPasskeyUsed(passkey);
  const isKnown = rememberDevice(ctx, user.email);
  if (user.emailVerified && !isKnown) mail?.(signInLetter(user.email, link("/account/security")));
}

/** The way of a sign-in, as the audit log names it. */
function wayOf(path: string): string {
  if (path.startsWith("/callback")) return "google";
  if (path.startsWith("/two-factor")) return "code";
  return path.startsWith("/passkey") ? "passkey" : "password";
}

/** The id of the passkey that a request signs in with. */
export function passkeyIn({ path, body }: Pick<AfterHook, "path" | "body">): string | null {
  return path === "/passkey/verify-authentication" ? (body?.response?.id ?? null) : null;
}
