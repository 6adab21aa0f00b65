import { APIError } from "better-auth/api";
import { Email } from "#protocol/account";
import { personWithEmail, shownEmail, signInName } from "#store/people/accounts";
import { personWithPasskey } from "#store/people/passkeys";
import { ADDRESS_HEADER } from "../address";
import { recordEvent } from "../record-event";
import { type AfterHook, passkeyIn } from "./notice-new-device";

/** The cookie in which better-auth keeps the account of a pending second step. */
const SECOND_STEP_COOKIE = "two_factor";

/** Writes a wrong password or code to the audit log of the account for which it was tried. */
export async function recordFailure(ctx: AfterHook): Promise<void> {
  const { returned } = ctx.context;
  if (!(returned instanceof APIError)) return;
  const passkey = passkeyIn(ctx);
  // The page was open for too long: nothing was tried.
  if (passkey && returned.body?.code === "CHALLENGE_NOT_FOUND") return;
  if (returned.statusCode !== 401 && !(passkey && returned.statusCode === 400)) return;
  const addressHash = ctx.headers?.get(ADDRESS_HEADER) ?? null;
  if (ctx.path === "/sign-in/email") {
    const email = emailIn(ctx.body);
    const userId = email === null ? null : await personWithEmail(await signInName(email));
    recordEvent({ kind: "sign-in-failed", userId, addressHash, detail: "password" });
  } else if (ctx.path.startsWith("/two-factor/verify-")) {
    const userId = await personAtSecondStep(ctx);
    if (userId) recordEvent({ kind: "sign-in-failed", userId, addressHash, detail: "code" });
  } else if (passkey) {
    const userId = await personWithPasskey(passkey);
    if (userId) recordEvent({ kind: "sign-in-failed", userId, addressHash, detail: "passkey" });
  }
}

/** The address in a body, normalised as that of an account. */
export function emailIn(body: unknown): string | null {
  const { data } = Email.safeParse(body && typeof body === "object" && "email" in body ? body.email : null);
  return data === undefined ? null : shownEmail(data);
}

async function personAtSecondStep(ctx: AfterHook): Promise<string | null> {
  const { createAuthCookie, internalAdapter, secret } = ctx.context;
  const token = await ctx.getSignedCookie(createAuthCookie(SECOND_STEP_COOKIE).name, secret);
  return token ? ((await internalAdapter.findVerificationValue(token))?.value ?? null) : null;
}
