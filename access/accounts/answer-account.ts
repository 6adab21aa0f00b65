import type { z } from "zod";
import type { AccountAnswer } from "#protocol/account";
import { ADDRESS_HEADER } from "../address";
import { limits, retryAfter } from "../limits";
import { auth } from "../sign-in/auth";
import { withoutTokenHeaders } from "../sign-in/hide-tokens";
import { deviceCookieIn } from "../sign-in/known-device";
import type { NewSignIn } from "../sign-in/renew-sign-in";

const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  taken: 409,
  wrong: 403,
  common: 422,
  blocked: 423,
  "sign-in-again": 403,
  "too-many-passkeys": 409,
  "too-many": 429,
  unavailable: 503,
} as const;

/** The largest body in UTF-16 units. A new passkey is the longest one that a browser sends. */
const LONGEST_BODY = 16_384;

/** `signIn`: the new sign-in that replaces the one that sent the request. `headers`: further response headers. */
export type AccountReply = {
  readonly answer: AccountAnswer;
  readonly signIn?: NewSignIn;
  readonly headers?: Headers;
};

export function refusedAs(why: Extract<AccountAnswer, { ok: false }>["why"]): AccountReply {
  return { answer: { ok: false, why } };
}

/**
 * Wraps a POST handler about an account: the body is checked, and attempts are counted before anything is looked up,
 * for known and unknown addresses alike.
 * @param triedFor the account whose password or code the request tries; null: `handle` counts by itself
 */
export function answeringAccount<S extends z.ZodType>(
  schema: S,
  triedFor: ((request: z.output<S>) => string) | null,
  handle: (request: z.output<S>, headers: Headers) => Promise<AccountReply>,
) {
  return async (http: Request): Promise<Response> => {
    const checked = schema.safeParse(await jsonOf(http));
    if (!checked.success) return respond({ ok: false, why: "invalid" });
    const from = http.headers.get(ADDRESS_HEADER) ?? "";
    const device = deviceCookieIn(http.headers.get("cookie"), auth().options.advanced.cookiePrefix);
    const reached = triedFor && (await limits().tryAccount(triedFor(checked.data), from, device));
    if (reached) return respond({ ok: false, why: "too-many" }, new Headers(retryAfter(reached)));
    const { answer, signIn, headers } = await handle(checked.data, http.headers);
    return respond(answer, withoutTokenHeaders(http, signIn?.headers ?? headers));
  };
}

function respond(answer: AccountAnswer, headers = new Headers()): Response {
  headers.set("Cache-Control", "no-store");
  return Response.json(answer, { status: answer.ok ? 200 : STATUS[answer.why], headers });
}

async function jsonOf(http: Request): Promise<unknown> {
  const text = await http.text();
  if (text.length > LONGEST_BODY) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
