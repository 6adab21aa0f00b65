import type { z } from "zod";
import type { AccountAnswer } from "#protocol/account";
import { ADDRESS_HEADER } from "./address";
import { limits, retryAfter } from "./limits";

const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  taken: 409,
  wrong: 403,
  "too-many": 429,
  unavailable: 503,
} as const;

/** Reads at most this much: addresses and passwords are short. */
const LONGEST_BODY = 4_096;

/**
 * Lets `handle` answer a POST about an account: what arrives is checked, and tries are counted before anything is looked
 * up, for known and unknown addresses alike.
 * @param triedFor whose password or code the request tries
 */
export function answeringAccount<S extends z.ZodType>(
  schema: S,
  triedFor: (request: z.output<S>) => string,
  handle: (request: z.output<S>, headers: Headers) => Promise<AccountAnswer>,
) {
  return async (http: Request): Promise<Response> => {
    const checked = schema.safeParse(await jsonOf(http));
    if (!checked.success) return respond({ ok: false, why: "invalid" });
    const from = http.headers.get(ADDRESS_HEADER) ?? "";
    const reached = await limits().tryAccount(triedFor(checked.data), from);
    if (reached) return respond({ ok: false, why: "too-many" }, retryAfter(reached));
    return respond(await handle(checked.data, http.headers));
  };
}

function respond(answer: AccountAnswer, more: Record<string, string> = {}): Response {
  const headers = { "Cache-Control": "no-store", ...more };
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
