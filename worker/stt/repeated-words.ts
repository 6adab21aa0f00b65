import type { Word } from "#protocol/transcript";

/** Word times of two passes over the same sound differ by less than this. */
const TOLERANCE_MS = 100;

/**
 * Counts how many of the first words of `words` repeat the committed `tail`, which an engine may recognise again after a
 * re-feed: words that lie mostly before the tail's end, and one more if it equals the tail's last word and begins before
 * that word has ended.
 */
export function countRepeatedWords(tail: readonly Word[], words: readonly Word[]): number {
  const last = tail.at(-1);
  if (!last) return 0;
  const isAfter = (word: Word) => (word.startMs + word.endMs) / 2 >= last.endMs;
  const found = words.findIndex(isAfter);
  const count = found === -1 ? words.length : found;
  const next = words[count];
  const isSameWord = next !== undefined && next.word.toLowerCase() === last.word.toLowerCase();
  return isSameWord && next.startMs < last.endMs - TOLERANCE_MS ? count + 1 : count;
}
