import { msToSamples } from "#protocol/sound";
import type { DecodedWord } from "./library";
import type { TimedWord } from "./lines";
import { loudness } from "./loudness";
import { isPercussion } from "./percussion";

/** Most samples of a cut utterance that are decoded again. */
const MAX_REPLAY = msToSamples(4_000);

/** A shorter gap may be a stop consonant. */
const SHORTEST_GAP = msToSamples(80);

/**
 * Where to cut an utterance that has grown too long, in samples: in the middle of the longest gap of
 * its last 4 s; else before its last word, which is probably not complete.
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

/** The decoder takes a noise for at most this many words, and strokes for at most that many. */
const MOST_WORDS_IN_NOISE = 2;
const MOST_WORDS_IN_STROKES = 4;

/** 6 dB. Below that speech cannot be recognised anyway. */
const SPEECH_OVER_SILENCE = 2;

/** The sound of a final's words, the same with what came just before, and the silence after them. */
type FinalSound = { readonly onset: Int16Array; readonly said: Int16Array; readonly silence: Int16Array };

/**
 * Whether a final of a few words is only noise. Either it is not twice as loud as the silence that ended it: a fresh
 * decoder takes the first second of a steady noise for `if` or `huh`, with any confidence and length, until its detector
 * knows the noise. Or it consists of strokes: claps, knocks, plucked strings.
 */
export function isNoise(words: readonly TimedWord[], { onset, said, silence }: FinalSound): boolean {
  if (words.length <= MOST_WORDS_IN_STROKES && isPercussion(onset)) return true;
  return words.length <= MOST_WORDS_IN_NOISE && loudness(said) < SPEECH_OVER_SILENCE * loudness(silence);
}
