import { createHmac, randomInt } from "node:crypto";
import { derivedKey } from "./link-token";

/**
 * Without vowels, which could form words, and with at most one of each group of look-alikes: 0 o, 1 i l, 2 z, 5 s, 8 b,
 * u v.
 */
const SIGNS = "23456789cdfghjkmnpqrtvwxy";
const LENGTH = 6;
const GROUP = 3;

/** The code of a link, such as `k7m4qp`: 244 million are possible, so limits (access/limits.ts) keep them from being guessed. */
export function newCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join("");
}

/** A code as it is shown: `k7m-4qp`. */
export function showCode(code: string): string {
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;
}

/**
 * Reads a typed code. Capitals, full-width letters, spaces and a missing dash are accepted. Null: it cannot be a code.
 */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}\u2212_.]/gu, "");
  return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null;
}

/** The hash by which a link is found. It needs a key: all codes could be tried against a plain hash within seconds. */
export function codeHash(code: string, secret: string): string {
  return createHmac("sha256", derivedKey(secret, "share link codes")).update(code).digest("base64url");
}
