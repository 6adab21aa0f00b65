import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { AuthContext } from "better-auth";
import { parseCookies } from "better-auth/cookies";
import { shownEmail } from "#store/people/accounts";
import { COOKIE_SECONDS } from "./cookie-prefix";

/** The largest number of accounts that one device has proofs for; the oldest proof is dropped first. */
const MOST_ACCOUNTS = 8;
const ID_BYTES = 9;
const PROOF_LETTERS = 27;

/**
 * Name of the cookie that proves earlier sign-ins. Its value holds the id of the device and one proof per account.
 * It does not sign a person in. A device with a proof is limited by its own wrong passwords, not by those
 * of others.
 */
export const DEVICE_COOKIE = "known_device";

/** The id of the device if its cookie proves an earlier success for this account, else null. */
export function provenDevice(cookie: string | null | undefined, account: string, secret: string): string | null {
  const [id = "", ...proofs] = cookie?.split("~") ?? [];
  if (id === "") return null;
  const wanted = Buffer.from(proof(id, account, secret));
  const isProven = proofs.slice(0, MOST_ACCOUNTS).some((given) => {
    const bytes = Buffer.from(given);
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
  });
  return isProven ? id : null;
}

/** Makes the cookie of a device that has just signed in to an account: its earlier value, with a proof for this account. */
function deviceWithProof(cookie: string | null | undefined, account: string, secret: string): string {
  const [known = "", ...proofs] = cookie?.split("~") ?? [];
  const id = /^[\w-]{12}$/.test(known) ? known : randomBytes(ID_BYTES).toString("base64url");
  const fresh = proof(id, account, secret);
  return [id, fresh, ...proofs.filter((one) => one !== fresh).slice(0, MOST_ACCOUNTS - 1)].join("~");
}

/** The device data of a Cookie header. */
export function deviceCookieIn(header: string | null | undefined, prefix: string): string | null {
  return parseCookies(header ?? "").get(`${prefix}.${DEVICE_COOKIE}`) ?? null;
}

/** The context that better-auth passes to its hooks and endpoints. */
type Cookies = {
  readonly context: Pick<AuthContext, "secret" | "createAuthCookie">;
  getCookie(name: string): string | null | undefined;
  setCookie(
    name: string,
    value: string,
    attributes: ReturnType<AuthContext["createAuthCookie"]>["attributes"],
  ): unknown;
};

/**
 * Adds a proof of this sign-in to the cookie of the device.
 * @returns false if the device had no proof for this account before
 */
export function rememberDevice({ context, ...cookies }: Cookies, account: string): boolean {
  const { name, attributes } = context.createAuthCookie(DEVICE_COOKIE, { maxAge: COOKIE_SECONDS });
  const before = cookies.getCookie(name);
  // Attempts are counted by the address as people type it.
  const typed = shownEmail(account);
  cookies.setCookie(name, deviceWithProof(before, typed, context.secret), attributes);
  return provenDevice(before, typed, context.secret) !== null;
}

function proof(id: string, account: string, secret: string): string {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "interline known devices", 32));
  return createHmac("sha256", key).update(`${id} ${account}`).digest("base64url").slice(0, PROOF_LETTERS);
}
