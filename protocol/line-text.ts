import { primarySubtag } from "./language-tag";

/** The largest length of a segment's text, and of a translation that a person wrote, in UTF-16 units. */
export const MOST_LINE_LENGTH = 4_000;

/** Languages written without spaces, also between sentences. `cmn` is Google's tag of Mandarin that is spoken. */
const UNSPACED_SENTENCES: ReadonlySet<string> = new Set(["ja", "zh", "cmn", "yue"]);
/** Languages written without spaces between words. */
const UNSPACED_LANGUAGES: ReadonlySet<string> = new Set([...UNSPACED_SENTENCES, "th", "lo", "km", "my"]);

export function isUnspaced(lang: string): boolean {
  return UNSPACED_LANGUAGES.has(primarySubtag(lang));
}

/** A class of the characters of scripts without spaces between words, for regular expressions with the flag `u`. */
export const UNSPACED_CHARACTER =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u3005-\\u30ff]";

/** The space between two sentences of a language: Thai has one, Japanese has none. */
export function sentenceSpace(lang: string): "" | " " {
  return UNSPACED_SENTENCES.has(primarySubtag(lang)) ? "" : " ";
}

/** Joins two texts of one language: parts of a sentence, or sentences that become one text. */
export function joinTexts(first: string, second: string, lang: string): string {
  if (first === "" || second === "") return first + second;
  return isUnspaced(lang) ? first + second : `${first} ${second}`;
}

/**
 * Cuts a text in two parts that are not empty: between words, or between characters in languages without spaces.
 * @param at UTF-16 units before the cut
 * @returns null if the text cannot be cut there
 */
export function cutText(text: string, at: number, lang: string): readonly [string, string] | null {
  const [head, tail] = [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
  if (head === "" || tail === "") return null;
  const isBetween = isUnspaced(lang) ? isWhole(text, at) : /\s/.test(text.slice(at - 1, at + 1));
  return isBetween ? [head, tail] : null;
}

/** The cut nearest to a caret, in UTF-16 units; null: there is none. */
export function cutNear(text: string, caret: number, lang: string): number | null {
  for (let off = 0; off <= text.length; off += 1) {
    const at = [caret - off, caret + off].find((place) => place > 0 && cutText(text, place, lang) !== null);
    if (at !== undefined) return at;
  }
  return null;
}

/** Whether `at` is at the border of a grapheme cluster. */
function isWhole(text: string, at: number): boolean {
  return new Intl.Segmenter("und", { granularity: "grapheme" }).segment(text).containing(at)?.index === at;
}
