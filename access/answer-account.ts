import type { z } from "zod";
import type { AccountAnswer } from "#protocol/account";
import { ADDRESS_HEADER } from "./address";
import { limits } from "./limits";

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
    const answer = await answerTo(http);
    const headers = { "Cache-Control": "no-store" };
    return Response.json(answer, { status: answer.ok ? 200 : STATUS[answer.why], headers });
  };

  async function answerTo(http: Request): Promise<AccountAnswer> {
    const checked = schema.safeParse(await jsonOf(http));
    if (!checked.success) return { ok: false, why: "invalid" };
    const from = http.headers.get(ADDRESS_HEADER) ?? "";
    if (await limits().tryAccount(triedFor(checked.data), from)) return { ok: false, why: "too-many" };
    return handle(checked.data, http.headers);
  }
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
