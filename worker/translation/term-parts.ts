import { rememberByContent } from "#platform/cache-by-content";
import { PhraseFinder } from "../terms/phrase-finder";

const finderOf = rememberByContent((terms: readonly string[]) => new PhraseFinder(terms.flatMap(formsOf)));

/** A part of a text: a term, which is not translated, or the text between terms. */
export type Part = { readonly text: string; readonly isTerm: boolean };

/**
 * Divides a text into terms and the text between them. A term is found in its own spelling, and with a capital as at the
 * beginning of a sentence. Otherwise case matters: the name `May` is not the verb `may`.
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

/** The composed and decomposed forms of a term: a correction may hold either. */
function formsOf(term: string): string[] {
  const plain = term.trim();
  if (plain === "") return [];
  const capital = plain.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  const forms = [plain, capital].flatMap((form) => [form.normalize("NFC"), form.normalize("NFD")]);
  return [...new Set(forms)];
}
