import { rememberByContent } from "#platform/cache-by-content";
import type { Term } from "#protocol/vocabulary";
import { PhraseFinder } from "./phrase-finder";

/** The speller of a vocabulary, cached for all sessions of its owner. */
export const spellerOf = rememberByContent(speller);

/**
 * Returns a function that replaces each `heardAs` of a vocabulary, and each term in another case, by the term as it is
 * written. It replaces whole words only, prefers the longest phrase, and replaces each place once.
 */
export function speller(terms: readonly Term[]): (text: string) => string {
  const written = new Map<string, string>();
  for (const term of terms)
    for (const phrase of [term.written, ...term.heardAs]) {
      const key = keyOf(phrase);
      if (!written.has(key)) written.set(key, term.written);
    }
  if (written.size === 0) return (text) => text;
  const phrases = new PhraseFinder(written.keys(), { ignoresCase: true });
  return (text) => phrases.replace(text.normalize("NFC"), (found) => written.get(keyOf(found)) ?? found);
}

function keyOf(phrase: string): string {
  return phrase.normalize("NFC").toLowerCase().trim().split(/\s+/).join(" ");
}
