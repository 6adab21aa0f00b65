import { SHORTEST_PASSWORD } from "#protocol/account";

/** Words of this product that an attacker guesses first, in lower case. docs/security.md lists them (ASVS 6.1.2). */
const OWN_WORDS = new Set(["interline"]);

let common: Promise<ReadonlySet<string>> | null = null;

/** Loads 50,000 words when the first password is chosen. Loading them at start would delay every web process. */
async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const words = dictionary["passwords-common"].map((word) => String(word).toLowerCase());
  return new Set(words.filter((word) => word.length >= SHORTEST_PASSWORD));
}

/**
 * Whether a password is too easy to guess: a common one, the account's own address or name, one repeated character, or
 * a word of this product with digits and signs.
 */
export async function isCommonPassword(password: string, email: string | null): Promise<boolean> {
  common ??= loadCommon();
  const typed = password.toLowerCase();
  const [name] = email?.toLowerCase().split("@") ?? [];
  const isOwn = typed === email?.toLowerCase() || typed === name;
  const isOurs = OWN_WORDS.has(typed.replace(/[^\p{L}]/gu, ""));
  return isOwn || isOurs || /^(.)\1*$/u.test(typed) || (await common).has(typed);
}
