import type { CommittedSegment } from "#store/claim";
import type { PlacedWord } from "./proof";
import { spokenWords } from "./words";

/** The words of stored segments: as the engine wrote them where it gave times, else as they were stored. */
export function wordsOfTail(tail: readonly CommittedSegment[]): PlacedWord[] {
  return tail.flatMap(({ text, lang, startMs, endMs, words }) => {
    const written = words ? words.map(({ word }) => word).join(" ") : text;
    return spokenWords(written, lang, words).map((word) => ({
      ...word,
      startMs: word.time?.startMs ?? startMs,
      endMs: word.time?.endMs ?? endMs,
    }));
  });
}
