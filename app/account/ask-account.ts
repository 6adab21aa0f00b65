import { z } from "zod";
import type { AccountAnswer, AccountRefusal } from "#protocol/account";

const Answer = z.union([
  z.object({ ok: z.literal(true), code: z.string().nullable(), mailed: z.boolean() }),
  z.object({
    ok: z.literal(false),
    why: z.enum(["invalid", "unauthenticated", "taken", "wrong", "too-many", "unavailable"]),
  }),
]);

/** Asks one of our own routes. Never throws. */
export async function askAccount(what: "keep" | "confirm" | "recover", request: object): Promise<AccountAnswer> {
  const response = await post(`/api/account/${what}`, request);
  if (response?.status === 429) return { ok: false, why: "too-many" };
  const answer = Answer.safeParse(await response?.json().catch(() => null));
  return answer.data ?? { ok: false, why: "unavailable" };
}

/** Asks better-auth. Null: done. Never throws. */
export async function askAuth(what: string, request: object): Promise<AccountRefusal | null> {
  const response = await post(`/api/auth/${what}`, request);
  if (!response) return "unavailable";
  if (response.ok) return null;
  if (response.status === 429) return "too-many";
  return response.status < 500 ? "wrong" : "unavailable";
}

/** Where Google asks who somebody is. Null: it cannot be reached. */
export async function googleAddress(): Promise<string | null> {
  const request = { provider: "google", callbackURL: "/sessions", errorCallbackURL: "/account/sign-in" };
  const response = await post("/api/auth/sign-in/social", request);
  const answer = z.object({ url: z.url() }).safeParse(await response?.json().catch(() => null));
  return answer.data?.url ?? null;
}

async function post(address: string, body: object): Promise<Response | null> {
  const headers = { "content-type": "application/json" };
  return fetch(address, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
}
