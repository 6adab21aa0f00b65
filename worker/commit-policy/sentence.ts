import { primarySubtag } from "#protocol/language-tag";
import { isQuestion } from "./question";

const ENDS_SENTENCE = /[.!?…。！？؟]["'”’)\]]*$/u;

/** Whether a text, or a word as the engine writes it, ends a sentence. */
export function endsSentence(text: string): boolean {
  return ENDS_SENTENCE.test(text);
}

const ENDS_CLAUSE = /[,;:—–،、，；：]["'”’)\]]*$/u;

/** Whether a text, or a word as the engine writes it, ends a clause. */
export function endsClause(text: string): boolean {
  return ENDS_CLAUSE.test(text);
}

/** `opens`: a sentence begins with the text. `closes`: a sentence without an end mark ends with it. */
export type SentencePlace = { readonly opens: boolean; readonly closes: boolean };

/**
 * Makes a segment's text of recognised words: with a capital where a sentence begins, and an end mark where one ends. Keeps
 * punctuation that the text has.
 */
export function toSegmentText(text: string, lang: string, { opens, closes }: SentencePlace): string {
  const plain = text.trim().replace(/\s+/gu, " ");
  const english = primarySubtag(lang) === "en" ? plain.replace(/\bi\b(?!\.)/gu, "I") : plain;
  const opened = opens ? english.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(lang)) : english;
  if (!closes || opened === "" || endsSentence(opened)) return opened;
  return `${opened.replace(CLAUSE_MARK, "")}${isQuestion(opened, lang) ? "?" : "."}`;
}

const CLAUSE_MARK = /[,;:]$/u;
