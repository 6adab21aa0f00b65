import type { Segment } from "#protocol/transcript";

type Timed = Pick<Segment, "startMs" | "endMs">;

/** Index of the last line that starts at or before `placeMs`; -1: none. Lines are sorted by their start. */
export function lineAt(lines: readonly Timed[], placeMs: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.startMs ?? 0) <= placeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The latest end of all lines, ms. */
export function endOf(lines: readonly Timed[]): number {
  return lines.reduce((end, { endMs }) => Math.max(end, endMs), 0);
}

/** A range of a text, by the indexes of its first and after its last UTF-16 unit. */
export type WordRange = { readonly from: number; readonly to: number };

/**
 * The word at `placeMs`, assuming equal time per character: pages have the times of lines but not of words. Null in the
 * pause after it.
 */
export function wordAt(text: string, { startMs, endMs }: Timed, placeMs: number): WordRange | null {
  if (placeMs < startMs || placeMs >= endMs) return null;
  const share = (placeMs - startMs) / (endMs - startMs);
  const words = wordsOf(text);
  const total = lengthOf(words);
  let read = 0;
  for (const word of words) {
    read += word.to - word.from;
    if (read > share * total) return word;
  }
  return null;
}

/** The place at which `wordAt` begins to return the word at index `offset` of a text, ms; after the last word, this word. */
export function placeOfWord(text: string, { startMs, endMs }: Timed, offset: number): number {
  const words = wordsOf(text);
  const at = words.findIndex(({ to }) => to > offset);
  const before = at < 0 ? words.slice(0, -1) : words.slice(0, at);
  // Rounded up: a place before the first moment of the word is a place in the word before it.
  return Math.ceil(startMs + (lengthOf(before) / Math.max(1, lengthOf(words))) * (endMs - startMs));
}

function wordsOf(text: string): readonly WordRange[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

function lengthOf(words: readonly WordRange[]): number {
  return words.reduce((sum, { from, to }) => sum + to - from, 0);
}
