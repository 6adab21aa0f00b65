import { wordsOf } from "#testing/examples/speech";
import { Dice } from "#testing/traces/dice";
import { percentile } from "../figures";

const SAMPLES = 2_000;

export type Fidelity = {
  /** Word error rates in percent of the spoken words. */
  readonly live: number;
  readonly whole: number;
  /**
   * Difference in points, live minus whole file, with a 95 % interval: sentences resampled 2,000 times (percentile
   * bootstrap).
   */
  readonly worse: number;
  readonly from: number;
  readonly to: number;
  readonly words: number;
};

/** Compares two recognitions of the same sentences: live, and by the same engine from the whole file. */
export function fidelityOf(said: readonly string[], live: string, whole: string): Fidelity {
  const sentences = said.map(wordsOf);
  const lengths = sentences.map(({ length }) => length);
  const [ofLive, ofWhole] = [errorsIn(sentences, wordsOf(live)), errorsIn(sentences, wordsOf(whole))];
  const rate = (errors: readonly number[], which: readonly number[]) =>
    (100 * sum(which.map((at) => errors[at] ?? 0))) / Math.max(1, sum(which.map((at) => lengths[at] ?? 0)));
  const all = said.map((_, at) => at);
  const dice = new Dice(1);
  const drawn = Array.from({ length: SAMPLES }, () => {
    const which = all.map(() => dice.whole(0, all.length - 1));
    return rate(ofLive, which) - rate(ofWhole, which);
  }).sort((a, b) => a - b);
  const [liveRate, wholeRate] = [rate(ofLive, all), rate(ofWhole, all)];
  return {
    live: liveRate,
    whole: wholeRate,
    worse: liveRate - wholeRate,
    from: percentile(drawn, 0.025),
    to: percentile(drawn, 0.975),
    words: sum(lengths),
  };
}

/** Substitutions, deletions and insertions per sentence, by a best alignment of all words (Levenshtein). */
export function errorsIn(sentences: readonly (readonly string[])[], recognised: readonly string[]): number[] {
  const expected = sentences.flat();
  const sentenceOf = sentences.flatMap((words, at) => words.map(() => at));
  const width = recognised.length + 1;
  const costs = new Uint16Array((expected.length + 1) * width);
  for (let row = 0; row <= expected.length; row += 1)
    for (let column = 0; column < width; column += 1)
      costs[row * width + column] =
        row === 0 || column === 0
          ? row + column
          : Math.min(
              at(costs, (row - 1) * width + column) + 1,
              at(costs, row * width + column - 1) + 1,
              at(costs, (row - 1) * width + column - 1) + (expected[row - 1] === recognised[column - 1] ? 0 : 1),
            );
  const errors = sentences.map(() => 0);
  const blame = (row: number) => {
    const sentence = sentenceOf[Math.max(0, row - 1)] ?? 0;
    errors[sentence] = (errors[sentence] ?? 0) + 1;
  };
  let [row, column] = [expected.length, recognised.length];
  while (row > 0 || column > 0) {
    const here = at(costs, row * width + column);
    const isSame = row > 0 && column > 0 && expected[row - 1] === recognised[column - 1];
    if (row > 0 && column > 0 && here === at(costs, (row - 1) * width + column - 1) + (isSame ? 0 : 1)) {
      if (!isSame) blame(row);
      row -= 1;
      column -= 1;
    } else {
      blame(row);
      if (row > 0 && here === at(costs, (row - 1) * width + column) + 1) row -= 1;
      else column -= 1;
    }
  }
  return errors;
}

function at(costs: Uint16Array, index: number): number {
  return costs[index] ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
