import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const hash = promisify<string, Buffer, number, Buffer>(scrypt);

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** @returns `scrypt:<salt>:<hash>` with the default cost of node:crypto (N 16384, r 8, p 1) */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const derived = await hash(normal(password), salt, HASH_BYTES);
  return `scrypt:${salt.toString("base64url")}:${derived.toString("base64url")}`;
}

export async function matchesHash(password: string, stored: string): Promise<boolean> {
  const [, salt = "", wanted = ""] = stored.split(":");
  const derived = await hash(normal(password), Buffer.from(salt, "base64url"), HASH_BYTES);
  const expected = Buffer.from(wanted, "base64url");
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}

/** Normalises letters, which keyboards compose in different ways. */
function normal(password: string): string {
  return password.normalize("NFKC");
}
