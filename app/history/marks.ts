import { UNSPACED_LETTER as LETTER } from "../find/pattern";

/** A range of a text: from the first UTF-16 unit, up to and without the last index. */
export type Mark = { readonly from: number; readonly to: number };

/**
 * Must match the database's `search_spaced`: scripts without spaces between words are searched letter by letter; zero-width
 * characters and Armenian stress and question marks are part of a word.
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
