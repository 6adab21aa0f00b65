import type { Segment } from "#protocol/transcript";
import type { SegmentTimes } from "#protocol/word-times";

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
 * The word at `placeMs`; null: none, as in a pause.
 * @param times absent: each character has the same share of the line's time
 */
export function wordAt(text: string, line: Timed, placeMs: number, times?: SegmentTimes["words"]): WordRange | null {
  if (placeMs < line.startMs || placeMs >= line.endMs) return null;
  const word = (times ?? estimatedTimes(text, line)).findLast(([, , startMs]) => startMs <= placeMs);
  return word && placeMs < word[3] ? { from: word[0], to: word[1] } : null;
}

/** The place at which the word at index `offset` of a text begins, ms; for an index after the last word, the last word. */
export function placeOfWord(text: string, line: Timed, offset: number, times?: SegmentTimes["words"]): number {
  const words = times ?? estimatedTimes(text, line);
  const word = words.find(([, to]) => to > offset) ?? words.at(-1);
  return Math.max(line.startMs, word?.[2] ?? 0);
}

/** Estimates the times of the words of a line: each character takes as long as any other. */
function estimatedTimes(text: string, { startMs, endMs }: Timed): SegmentTimes["words"] {
  const words = wordsOf(text);
  const total = words.reduce((sum, { from, to }) => sum + to - from, 0);
  const at = (read: number) => Math.ceil(startMs + (read / total) * (endMs - startMs));
  let read = 0;
  return words.map(({ from, to }) => {
    const before = read;
    read += to - from;
    return [from, to, at(before), at(read)];
  });
}

function wordsOf(text: string): readonly WordRange[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
}
