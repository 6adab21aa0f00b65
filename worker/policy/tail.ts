import type { CommittedSegment } from "#store/claim";
import type { PlacedWord } from "./proof";
import { spokenWords } from "./words";

/** The words of stored segments as the engine wrote them: what it hears again is compared with that, not with what people read. */
export function wordsOfTail(tail: readonly CommittedSegment[]): PlacedWord[] {
  return tail.flatMap(({ text, heard, lang, startMs, endMs, words }) => {
    const written = words ? words.map(({ word }) => word).join(" ") : (heard ?? text);
    return spokenWords(written, lang, words).map((word) => ({
      ...word,
      startMs: word.time?.startMs ?? startMs,
      endMs: word.time?.endMs ?? endMs,
    }));
  });
}
