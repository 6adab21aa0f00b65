import { z } from "zod";
import { ACCOUNT_REFUSALS, type AccountAnswer, type AccountRefusal } from "#protocol/account";
import { siteAddress } from "../address/site-address";

const Answer = z.union([
  z.object({
    ok: z.literal(true),
    code: z.string().nullable(),
    mailed: z.boolean(),
    options: z.looseObject({}).optional(),
  }),
  z.object({
    ok: z.literal(false),
    why: z.enum(ACCOUNT_REFUSALS),
  }),
]);

/** Posts to a route of `app/api/account`. Never throws. */
export async function askAccount(
  what:
    | "keep"
    | "confirm"
    | "recover"
    | "password"
    | "email"
    | "confirm-email"
    | "sign-ins"
    | "name-device"
    | "invitation"
    | "passkey-options"
    | "add-passkey"
    | "remove-passkey",
  request: object,
): Promise<AccountAnswer> {
  const response = await post(`/api/account/${what}`, request);
  if (response?.status === 429) return { ok: false, why: "too-many" };
  const answer = Answer.safeParse(await response?.json().catch(() => null));
  return answer.data ?? { ok: false, why: "unavailable" };
}

/** Posts to better-auth. Null: done. Never throws. */
export async function askAuth(what: string, request: object): Promise<AccountRefusal | null> {
  return refusalOf(await post(`/api/auth/${what}`, request));
}

/** The refusal in a response of better-auth; null: it succeeded. */
export function refusalOf(response: Response | null): AccountRefusal | null {
  if (!response) return "unavailable";
  if (response.ok) return null;
  if (response.status === 429) return "too-many";
  if (response.status === 422) return "common";
  if (response.status === 423) return "blocked";
  return response.status < 500 ? "wrong" : "unavailable";
}

/** Signs in by password. `needs-code`: the second step follows. Null: done. Never throws. */
export async function askSignIn(request: object): Promise<AccountRefusal | "needs-code" | null> {
  const response = await post("/api/auth/sign-in/email", request);
  const why = refusalOf(response);
  if (why) return why;
  const answer = z.object({ twoFactorRedirect: z.literal(true) }).safeParse(await response?.json().catch(() => null));
  return answer.success ? "needs-code" : null;
}

/** The second step of signing in: six digits from an authenticator app, or a backup code. */
export async function askSecondStep(code: string): Promise<AccountRefusal | null> {
  const way = /^\d{6}$/.test(code) ? "verify-totp" : "verify-backup-code";
  return askAuth(`two-factor/${way}?step=sign-in`, { code });
}

const Enrolment = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
export type Enrolment = z.infer<typeof Enrolment>;

/** Enrols in two-step verification. @returns the key for the authenticator app and the backup codes */
export async function askTwoFactor(password: string): Promise<Enrolment | AccountRefusal> {
  const response = await post("/api/auth/two-factor/enable", { password });
  const why = refusalOf(response);
  if (why) return why;
  return Enrolment.safeParse(await response?.json().catch(() => null)).data ?? "unavailable";
}

/** The address of Google's sign-in page. Null: the server did not answer with one. */
export async function googleAddress(): Promise<string | null> {
  const request = {
    provider: "google",
    callbackURL: siteAddress("/sessions"),
    errorCallbackURL: siteAddress("/account/sign-in"),
  };
  const response = await post("/api/auth/sign-in/social", request);
  const answer = z.object({ url: z.url() }).safeParse(await response?.json().catch(() => null));
  return answer.data?.url ?? null;
}

async function post(path: `/${string}`, body: object): Promise<Response | null> {
  const headers = { "content-type": "application/json" };
  return fetch(siteAddress(path), { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
}
