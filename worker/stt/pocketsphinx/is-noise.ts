import type { TimedWord } from "./decoder-messages";
import { loudness } from "./loudness";
import { isPercussion } from "./percussion";

/** The decoder finds at most this many words in a noise. */
const MOST_WORDS_IN_NOISE = 2;
/** The decoder finds at most this many words in a series of strokes. */
const MOST_WORDS_IN_STROKES = 4;

/** 6 dB. Below that speech cannot be recognised anyway. */
const SPEECH_OVER_SILENCE = 2;

type FinalSound = {
  /** The sound of the words, and of the moment before them. */
  readonly onset: Int16Array;
  /** The sound of the words. */
  readonly said: Int16Array;
  /** The silence after the words. */
  readonly silence: Int16Array;
};

/**
 * Whether a final of a few words is only noise. It is noise in two cases. First, its sound is not twice as loud as the
 * silence that ended it: a fresh decoder recognises the first second of a steady noise as `if` or `huh`, with any confidence
 * and length, until its detector knows the noise. Second, it consists of strokes: claps, knocks, plucked strings.
 */
export function isNoise(words: readonly TimedWord[], { onset, said, silence }: FinalSound): boolean {
  if (words.length <= MOST_WORDS_IN_STROKES && isPercussion(onset)) return true;
  return words.length <= MOST_WORDS_IN_NOISE && loudness(said) < SPEECH_OVER_SILENCE * loudness(silence);
}
