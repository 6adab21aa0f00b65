import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** 192 random bits. */
const TOKEN_BYTES = 24;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = "aes-256-gcm";

/** The token of a new link, as in `/r/<token>`. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** The hash by which a link is found. The token is random enough that the hash needs no key. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Encrypts a token, so that it can be decrypted only with this link's row and this secret. */
export function sealToken(token: string, linkId: string, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, derivedKey(secret, "share link tokens"), iv).setAAD(Buffer.from(linkId));
  const sealed = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Decrypts a token. Null: it was encrypted with another secret or for another link, or it was changed. */
export function openToken(sealed: string, linkId: string, secret: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  const iv = bytes.subarray(0, IV_BYTES);
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  try {
    const key = derivedKey(secret, "share link tokens");
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(linkId));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

/** A pass that proves that a reader knew the link's password. It ends when the password changes. */
export function passFor(linkId: string, passwordHash: string, secret: string): string {
  return createHmac("sha256", derivedKey(secret, "share link passes"))
    .update(`${linkId} ${passwordHash}`)
    .digest("base64url");
}

export function isPass(given: string, linkId: string, passwordHash: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(passFor(linkId, passwordHash, secret))];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A key for one purpose, derived from AUTH_SECRET. */
export function derivedKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `interline ${purpose}`, 32));
}
