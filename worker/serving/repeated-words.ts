import type { Word } from "#protocol/transcript";

/** Word times of two passes over the same sound differ by less than this. */
const TOLERANCE_MS = 100;

/**
 * After a re-feed an engine may hear the end of what is committed once more. Finds how many of the
 * first words of `heard` are words of the committed `tail`: those that lie for the most part before
 * the tail's end, and one more that is the tail's last word and begins before that word was over.
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
