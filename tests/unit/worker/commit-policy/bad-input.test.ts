import { describe, expect, test } from "vitest";
import { wordErrors } from "#testing/examples/speech";
import { BAD_INPUT } from "#testing/traces/bad-input";
import { type Replayed, replay, wordsIn } from "#testing/traces/replay";
import type { Trace } from "#testing/traces/trace";
import { keyOf, spokenWords } from "#worker/commit-policy/words";
import { segmentsOf, spokenEnds } from "../../../../bench/quality/segments";

const MOST_WORDS = 36;
const MOST_MS = 20_000;
const MOST_LAG_MS = 8_000;

const keysOf = (replayed: Replayed) => wordsIn(replayed).map(({ key }) => key);

/** The words of each segment, with the ends of those that were spoken so. */
function timedSegments(trace: Trace, replayed: Replayed) {
  const ends = spokenEnds(trace, keysOf(replayed));
  let from = 0;
  return segmentsOf(replayed).map(({ words, text, closedAt }) => {
    from += words.length;
    return { words, text, closedAt, ends: ends.slice(from - words.length, from).filter((end) => end !== null) };
  });
}

describe.each(Object.entries(BAD_INPUT))("%s", (_, { make, neverEndsWith = [] }) => {
  const trace = make();
  const replayed = replay(trace);

  test("settles every word once, except for those that the engine contradicts later", () => {
    const said = trace.words.map(({ word }) => keyOf(word));
    const settled = keysOf(replayed);
    if (trace.lang === "ja-JP") expect(settled.join("")).toBe(said.join(""));
    else expect(wordErrors(said, settled)).toBeLessThanOrEqual(replayed.contradicted);
  });

  test("makes no segment of more than 36 words or 20 s", () => {
    for (const { words, text, ends } of timedSegments(trace, replayed)) {
      expect(words.length, text).toBeLessThanOrEqual(MOST_WORDS);
      expect((ends.at(-1) ?? 0) - (ends[0] ?? 0), text).toBeLessThanOrEqual(MOST_MS);
    }
  });

  test("settles every word within 8 s", () => {
    const ends = spokenEnds(trace, keysOf(replayed));
    const settledAt = replayed.moments.flatMap(({ at, pieces }) => pieces.flatMap(({ added }) => added.map(() => at)));
    const late = ends.map((end, index) => (end === null ? 0 : (settledAt[index] ?? 0) - end));
    expect(Math.max(...late)).toBeLessThanOrEqual(MOST_LAG_MS);
  });

  test.runIf(neverEndsWith.length > 0)("ends no segment within a name or a number, or after an abbreviation", () => {
    const last = new Set(trace.sentences.map((sentence) => spokenWords(sentence, trace.lang).at(-1)?.key));
    const forbidden = neverEndsWith.filter((key) => !last.has(key));
    const closed = segmentsOf(replayed).filter(({ closedAt }) => closedAt !== null);
    const wrong = closed.filter(({ words }) => forbidden.includes(words.at(-1)?.key ?? ""));
    expect(wrong.map(({ text }) => text)).toEqual([]);
  });
});
