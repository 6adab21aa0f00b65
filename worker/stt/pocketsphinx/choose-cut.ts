import { msToSamples } from "#protocol/sound";
import type { DecodedWord } from "./library";

/** Most samples of a cut utterance that are decoded again. */
const MAX_REPLAY = msToSamples(4_000);

/** A shorter gap may be a stop consonant. */
const SHORTEST_GAP = msToSamples(80);

/**
 * Chooses the sample at which to cut an utterance that is too long: the middle of the longest gap in its last 4 s. Without a
 * gap it is the beginning of the last word, which is probably not complete.
 */
export function chooseCut(words: readonly DecodedWord[], end: number): number {
  const earliest = end - MAX_REPLAY;
  const gaps = words.filter((word) => word.filler && word.start >= earliest && word.end - word.start >= SHORTEST_GAP);
  const gap = gaps.reduce<DecodedWord | null>(
    (longest, next) => (longest && longest.end - longest.start > next.end - next.start ? longest : next),
    null,
  );
  if (gap) return Math.round((gap.start + gap.end) / 2);
  const last = words.filter((word) => !word.filler).at(-1);
  return last && last.start >= earliest ? last.start : end;
}
