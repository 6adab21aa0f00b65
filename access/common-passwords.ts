import { SHORTEST_PASSWORD } from "#protocol/account";

let common: Promise<ReadonlySet<string>> | null = null;

/** Loaded with the first password that somebody chooses: 50,000 words would delay the start of every web process. */
async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const words = dictionary["passwords-common"].map((word) => String(word).toLowerCase());
  return new Set(words.filter((word) => word.length >= SHORTEST_PASSWORD));
}

/** Whether a password is too easy to guess: one of the most common, the account's own address or name, or one repeated character. */
export async function isCommonPassword(password: string, email: string | null): Promise<boolean> {
  common ??= loadCommon();
  const typed = password.toLowerCase();
  const [name] = email?.toLowerCase().split("@") ?? [];
  const isOwn = typed === email?.toLowerCase() || typed === name;
  return isOwn || /^(.)\1*$/u.test(typed) || (await common).has(typed);
}
