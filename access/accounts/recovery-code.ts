import { randomInt } from "node:crypto";

/** Without I, L, O and U, which look like other characters. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 5;
const GROUP_LETTERS = 5;

/** 125 random bits in five groups, easy to write down. */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** Normalises a typed code: lower case, missing hyphens, and letters that look alike. */
export function normalRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0")
    .replace(/(.{5})(?=.)/g, "$1-");
}
