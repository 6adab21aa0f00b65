import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** Accounts that one device has proof for; the oldest goes first. */
const MOST_ACCOUNTS = 8;
const ID_BYTES = 9;
const PROOF_LETTERS = 27;

/**
 * The cookie of a device that has signed in before: its id, then one proof for each account. It signs nobody in. A device
 * with a proof counts its own failures only, so nobody else's can refuse it.
 */
export const DEVICE_COOKIE = "known_device";
export const DEVICE_SECONDS = 400 * 86_400;

/** The id of the device where its cookie proves an earlier success for this account, else null. */
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

/** The cookie of a device that has just succeeded. */
export function deviceWithProof(cookie: string | null | undefined, account: string, secret: string): string {
  const [known = "", ...proofs] = cookie?.split("~") ?? [];
  const id = /^[\w-]{12}$/.test(known) ? known : randomBytes(ID_BYTES).toString("base64url");
  const fresh = proof(id, account, secret);
  return [id, fresh, ...proofs.filter((one) => one !== fresh).slice(0, MOST_ACCOUNTS - 1)].join("~");
}

/** What a Cookie header says of the device. */
export function deviceCookieIn(header: string | null | undefined, prefix: string): string | null {
  const name = `${prefix}.${DEVICE_COOKIE}=`;
  const pair = header
    ?.split(";")
    .map((one) => one.trim())
    .find((one) => one.startsWith(name));
  return pair ? decodeURIComponent(pair.slice(name.length)) : null;
}

function proof(id: string, account: string, secret: string): string {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "interline known devices", 32));
  return createHmac("sha256", key).update(`${id} ${account}`).digest("base64url").slice(0, PROOF_LETTERS);
}
