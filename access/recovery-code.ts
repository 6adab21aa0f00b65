import { randomInt } from "node:crypto";

/** Neither I, L, O nor U: nobody has to ask which it is. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 5;
const GROUP_LETTERS = 5;

/** 125 random bits in five groups, to be written down. */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** As it was made, whatever of it was written small, apart or with a letter that looks alike. */
export function normalRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/[IL]/g, "1")
    .replace(/O/g, "0")
    .replace(/(.{5})(?=.)/g, "$1-");
}
