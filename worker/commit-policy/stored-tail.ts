import type { CommittedSegment } from "#store/session/claim-session";
import type { OpenStart } from "./open-segment";
import { type PlacedWord, placeFinal } from "./placed-words";
import { endsSentence } from "./sentence";
import { spokenWords } from "./words";

type TailSegment = Omit<CommittedSegment, "seq" | "open" | "pieces">;

/**
 * Reads the words of stored segments in the engine's own text, to compare them with words that it recognises again. Words
 * without times share the sound of their segment: a new recogniser may begin in the middle of it, and recognises only the
 * last of them again.
 */
export function wordsOfTail(tail: readonly TailSegment[]): PlacedWord[] {
  return tail.flatMap(({ text, engineText, lang, startMs, endMs, words }) => {
    const spelling = words ? words.map(({ word }) => word).join(" ") : (engineText ?? text);
    return placeFinal(spokenWords(spelling, lang, words), startMs, endMs);
  });
}

/** The segment that the previous worker left open, and whether a sentence begins with it or with the next segment. */
export function openSegmentOf(tail: readonly CommittedSegment[]): OpenStart {
  const last = tail.at(-1);
  if (last?.open) return { words: wordsOfTail([last]), opens: !/^\p{Ll}/u.test(last.text), lang: last.lang };
  return { words: [], opens: last === undefined || endsSentence(last.text) };
}
