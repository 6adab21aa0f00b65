import { dictionary } from "@zxcvbn-ts/language-common";
import { SHORTEST_PASSWORD } from "#protocol/account";

const common = new Set(
  dictionary["passwords-common"]
    .map((word) => String(word).toLowerCase())
    .filter((word) => word.length >= SHORTEST_PASSWORD),
);

/** Whether a password is among the most common ones, or is made of what belongs to the account itself. */
export function isCommonPassword(password: string, email: string | null): boolean {
  const typed = password.toLowerCase();
  const [name] = email?.toLowerCase().split("@") ?? [];
  return common.has(typed) || typed === email?.toLowerCase() || typed === name || /^(.)\1*$/u.test(typed);
}
