import type { Term } from "#protocol/vocabulary";

/** Scripts that put no space between words: a term may stand anywhere in their text. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Makes what writes a vocabulary's terms as they should be, wherever a text has what is heard instead, or the term itself
 * in other letters. Whole words only, the longest first, each place once.
 */
export function speller(terms: readonly Term[]): (text: string) => string {
  const written = new Map<string, string>();
  for (const term of terms)
    for (const phrase of [term.written, ...term.heardAs]) {
      const key = keyOf(phrase);
      if (!written.has(key)) written.set(key, term.written);
    }
  if (written.size === 0) return (text) => text;
  const longestFirst = [...written.keys()].sort((a, b) => b.length - a.length);
  const any = new RegExp(longestFirst.map(pattern).join("|"), "giu");
  return (text) => text.normalize("NFC").replace(any, (found) => written.get(keyOf(found)) ?? found);
}

function keyOf(phrase: string): string {
  return phrase.normalize("NFC").toLowerCase().trim().split(/\s+/).join(" ");
}

function pattern(phrase: string): string {
  const words = phrase.split(" ").map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const [first = "", last = ""] = [[...phrase][0], [...phrase].at(-1)];
  const before = UNSPACED.test(first) ? "" : "(?<![\\p{L}\\p{M}\\p{N}])";
  const after = UNSPACED.test(last) ? "" : "(?![\\p{L}\\p{M}\\p{N}])";
  return `${before}${words.join("\\s+")}${after}`;
}
