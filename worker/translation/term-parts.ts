import { rememberByContent } from "../serving/remember";
import { PhraseFinder } from "../terms/phrase-finder";

const finderOf = rememberByContent((terms: readonly string[]) => new PhraseFinder(terms.flatMap(formsOf)));

/** A stretch of a text: a term that is not translated, or what stands around terms. */
export type Part = { readonly text: string; readonly isTerm: boolean };

/**
 * A text as its terms and what is between them; together they are the text. A term is found as it is written, and with a
 * capital, as a sentence begins: the name `May` is not what somebody `may` do.
 */
export function partsOf(text: string, terms: readonly string[]): Part[] {
  if (terms.length === 0) return [{ text, isTerm: false }];
  const parts: Part[] = [];
  let end = 0;
  for (const { from, to } of finderOf(terms).find(text)) {
    if (from > end) parts.push({ text: text.slice(end, from), isTerm: false });
    parts.push({ text: text.slice(from, to), isTerm: true });
    end = to;
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end), isTerm: false });
  return parts;
}

export function holdsTerm(parts: readonly Part[]): boolean {
  return parts.some(({ isTerm }) => isTerm);
}

/** Accents are one character or two: what people type into a correction may be either. */
function formsOf(term: string): string[] {
  const plain = term.trim();
  if (plain === "") return [];
  const capital = plain.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  const forms = [plain, capital].flatMap((form) => [form.normalize("NFC"), form.normalize("NFD")]);
  return [...new Set(forms)];
}
