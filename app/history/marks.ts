import { UNSPACED_LETTER as LETTER } from "../find/pattern";

/** A range of a text: from the first UTF-16 unit, up to and without the last index. */
export type Mark = { readonly from: number; readonly to: number };

/**
 * Scripts that put no spaces between words are searched letter by letter: as in the database's `search_spaced`, and as
 * there what has no width, and Armenian's stress and question, stand within a word.
 */
const WITHIN = String.raw`[\u00ad\u055b\u055c\u055e\u200c\u200d\u2060\ufeff]`;
const WORD = new RegExp(String.raw`${LETTER}|(?:(?!${LETTER})[\p{L}\p{N}\p{M}]${WITHIN}*)+`, "gu");

/** The words of a text, in order. */
export function wordsIn(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** The ranges of the searched words; adjacent words are one range. */
export function marksIn(text: string, isSought: (word: string) => boolean): Mark[] {
  const marks: { from: number; to: number }[] = [];
  for (const found of text.matchAll(WORD)) {
    if (!isSought(found[0])) continue;
    const from = found.index;
    const to = from + found[0].length;
    const last = marks.at(-1);
    if (last && text.slice(last.to, from).trim() === "") last.to = to;
    else marks.push({ from, to });
  }
  return marks;
}
