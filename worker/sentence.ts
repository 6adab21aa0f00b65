import { primarySubtag } from "#protocol/languages";

const ENDS_SENTENCE = /[.!?…。！？؟]["'”’)\]]*$/u;

/** Whether a text, or a word as the engine writes it, ends a sentence. */
export function endsSentence(text: string): boolean {
  return ENDS_SENTENCE.test(text);
}

/** What a piece of text is within its sentence. */
export type Place = { readonly opens: boolean; readonly closes: boolean };

/**
 * A piece as people read it: first letter upper case where a sentence begins, an end mark where one ends.
 * Punctuated text stays as it is.
 */
export function toLine(text: string, lang: string, { opens, closes }: Place): string {
  const plain = text.trim().replace(/\s+/gu, " ");
  const english = primarySubtag(lang) === "en" ? plain.replace(/\bi\b(?!\.)/gu, "I") : plain;
  const opened = opens ? english.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(lang)) : english;
  return closes && opened !== "" && !endsSentence(opened) ? `${opened}.` : opened;
}
