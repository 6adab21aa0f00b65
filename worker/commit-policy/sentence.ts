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
export type Place = { readonly opens: boolean; readonly closes: boolean };

/**
 * Writes a segment's text: with a capital where a sentence begins, and an end mark where one ends. Text that has
 * punctuation keeps it.
 */
export function toLine(text: string, lang: string, { opens, closes }: Place): string {
  const plain = text.trim().replace(/\s+/gu, " ");
  const english = primarySubtag(lang) === "en" ? plain.replace(/\bi\b(?!\.)/gu, "I") : plain;
  const opened = opens ? english.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(lang)) : english;
  if (!closes || opened === "" || endsSentence(opened)) return opened;
  return `${opened.replace(CLAUSE_MARK, "")}${isQuestion(opened, lang) ? "?" : "."}`;
}

const CLAUSE_MARK = /[,;:]$/u;
