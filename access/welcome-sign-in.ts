import type { createAuthMiddleware } from "better-auth/api";
import { ADDRESS_HEADER } from "./address";
import { rememberDevice } from "./known-device";
import { signInLetter } from "./letters";
import type { Mail } from "./mail";
import { recordEvent } from "./record-event";

/** The context that better-auth passes to a hook after a route. */
export type AfterHook = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Paths that end with a sign-in to an account. */
const SIGNS_IN = /^\/(sign-in\/email|callback\/|two-factor\/verify-)/;

/** Gives the device a proof after a sign-in. If the proof is new, a letter tells the owner. */
export async function welcomeSignIn(ctx: AfterHook, mail: Mail | null, link: (path: string) => string): Promise<void> {
  const { newSession } = ctx.context;
  if (!newSession || !SIGNS_IN.test(ctx.path)) return;
  const { user } = newSession;
  const needsSecondStep = "twoFactorEnabled" in user && user.twoFactorEnabled === true && ctx.path === "/sign-in/email";
  if (needsSecondStep) return;
  recordEvent({
    kind: "sign-in",
    userId: user.id,
    addressHash: ctx.headers?.get(ADDRESS_HEADER) ?? null,
    detail: ctx.path.startsWith("/callback") ? "google" : ctx.path.startsWith("/two-factor") ? "code" : "password",
  });
  const isKnown = rememberDevice(ctx, user.email);
  if (user.emailVerified && !isKnown) mail?.(signInLetter(user.email, link("/account/security")));
}
