import { z } from "zod";
import type { AuditKind } from "#protocol/audit";
import { signInOfToken } from "#store/people/sign-ins";
import { ADDRESS_HEADER } from "../address";
import { limits, retryAfter } from "../limits";
import { notifyOwner } from "../notify-owner";
import { recordEvent } from "../record-event";
import { userFrom } from "../signed-in-user";
import { auth } from "./auth";
import { hideTokens } from "./hide-tokens";
import { movePerson } from "./move-person";

/** Routes that take a password or a code. Each attempt is counted. */
const PROVES = /^\/two-factor\//;
const SECOND_STEP = /^\/two-factor\/verify-(totp|backup-code)$/;
const CHANGES: Readonly<Record<string, AuditKind>> = {
  "/two-factor/disable": "second-step-off",
  "/two-factor/verify-totp": "second-step-on",
};
const SignedIn = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

/**
 * Answers a route of better-auth. In a sign-in with two steps the browser stays signed in as its anonymous person until
 * the second step, which then moves that person's sessions to the account.
 */
export async function answerAuth(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.replace(/^.*\/api\/auth/, "");
  const user = PROVES.test(path) || path === "/sign-in/email" ? await userFrom(request.headers) : null;
  if (user && PROVES.test(path)) {
    const reached = await limits().tryAccount(user.id, request.headers.get(ADDRESS_HEADER) ?? "");
    if (reached) return new Response(null, { status: 429, headers: retryAfter(reached) });
  }
  const addressHash = request.headers.get(ADDRESS_HEADER);
  const isSecondStep = SECOND_STEP.test(path) && searchParams.get("step") === "sign-in";
  const response = await auth().handler(isSecondStep ? withoutSignIn(request) : request);
  const kind = isSecondStep ? undefined : CHANGES[path];
  if (user && response.ok && kind) {
    recordEvent({ kind, userId: user.id, addressHash });
    await notifyOwner(user.id);
  }
  if (isSecondStep && user?.isAnonymous && response.ok) await takeAlong(user.id, await response.clone().json());
  const kept = user && path === "/sign-in/email" ? await keepSignIn(response) : response;
  return hideTokens(request, kept);
}

async function takeAlong(from: string, answer: unknown): Promise<void> {
  const { token, user } = SignedIn.parse(answer);
  const authSessionId = await signInOfToken(token);
  if (authSessionId) await movePerson(from, user.id, authSessionId);
}

/**
 * Removes the header by which better-auth signs the browser out at the first step: until the second step the browser
 * stays signed in as its anonymous person.
 */
async function keepSignIn(response: Response): Promise<Response> {
  const answer: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (!answer || typeof answer !== "object" || !("twoFactorRedirect" in answer)) return response;
  const headers = new Headers(response.headers);
  const cookies = headers.getSetCookie().filter((cookie) => !cookie.includes(".session_token="));
  headers.delete("set-cookie");
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(response.body, { status: response.status, headers });
}

function withoutSignIn(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete("authorization");
  const cookies =
    headers
      .get("cookie")
      ?.split(";")
      .filter((pair) => !pair.includes(".session_token=")) ?? [];
  if (cookies.length > 0) headers.set("cookie", cookies.join(";"));
  else headers.delete("cookie");
  return new Request(request, { headers });
}
