import { primarySubtag } from "#protocol/languages";

const ENDS_SENTENCE = /[.!?…。！？؟]["'”’)\]]*$/u;

/** A committed line as people read it: first letter upper case, an end mark. Punctuated text stays as it is. */
export function toSentence(text: string, lang: string): string {
  const cased = toDraftText(text, lang);
  return cased === "" || ENDS_SENTENCE.test(cased) ? cased : `${cased}.`;
}

/** A draft: like the sentence that it will become, without the end. */
export function toDraftText(text: string, lang: string): string {
  const plain = text.trim().replace(/\s+/gu, " ");
  const english = primarySubtag(lang) === "en" ? plain.replace(/\bi\b(?!\.)/gu, "I") : plain;
  return english.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(lang));
}
