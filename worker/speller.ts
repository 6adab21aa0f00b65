import type { Term } from "#protocol/vocabulary";
import { anyPhrase } from "./phrase";

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
  const any = anyPhrase(written.keys(), "i");
  return (text) => text.normalize("NFC").replace(any, (found) => written.get(keyOf(found)) ?? found);
}

function keyOf(phrase: string): string {
  return phrase.normalize("NFC").toLowerCase().trim().split(/\s+/).join(" ");
}
