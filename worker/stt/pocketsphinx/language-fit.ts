import { msToSamples } from "#protocol/sound";
import type { DecodedWord } from "./library";

type FittedWord = Pick<DecodedWord, "start" | "end" | "misfit">;

/** Total length of the newest words, which are judged together, in samples. Fewer words prove nothing. */
const JUDGED = msToSamples(6_000);
/** Words of one utterance of this length, in samples, can prove that the language is spoken again. */
const JUDGED_ALONE = msToSamples(1_500);

/**
 * Mean misfits: see docs/engines.md for the measurements. Clear English had up to 36,800, English under loud music up to
 * 41,400, and most Russian, Italian and French more. A single utterance differs by up to 4,000 from the mean of its speaker.
 */
const OTHER = 41_500;
const SAME = 38_500;
const SAME_ALONE = 35_000;

/**
 * Judges whether utterances are in the model's language, by how well their words fit the sound. A decoder finds words in any
 * speech, but in another language they fit badly for seconds.
 */
export class LanguageFit {
  /** The newest words, the last one last. */
  #words: readonly FittedWord[] = [];
  #isOther = false;

  /** Whether the utterances before were in another language. */
  get isOther(): boolean {
    return this.#isOther;
  }

  /**
   * Adds the words of an utterance that has ended.
   *
   * @returns whether it is in another language
   */
  conclude(words: readonly FittedWord[]): boolean {
    this.#words = newest([...this.#words, ...words]);
    const isKnown = lengthOf(this.#words) >= JUDGED;
    if (!this.#isOther) this.#isOther = isKnown && misfitOf(this.#words) > OTHER;
    else if (lengthOf(words) >= JUDGED_ALONE && misfitOf(words) < SAME_ALONE) {
      this.#isOther = false;
      this.#words = words;
    } else this.#isOther = !isKnown || misfitOf(this.#words) > SAME;
    return this.#isOther;
  }
}

/** The shortest end of the list that is long enough to be judged. */
function newest(words: readonly FittedWord[]): readonly FittedWord[] {
  let from = words.length;
  for (let length = 0; from > 0 && length < JUDGED; from -= 1) length += lengthOf(words.slice(from - 1, from));
  return words.slice(from);
}

/** Samples. */
function lengthOf(words: readonly FittedWord[]): number {
  return words.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The mean over the length of the words. */
function misfitOf(words: readonly FittedWord[]): number {
  return words.reduce((sum, { start, end, misfit }) => sum + misfit * (end - start), 0) / lengthOf(words);
}
