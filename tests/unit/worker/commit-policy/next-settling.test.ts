import { describe, expect, test } from "vitest";
import type { HypothesisWord } from "#worker/commit-policy/hypothesis-words";
import { nextSettling } from "#worker/commit-policy/next-settling";
import { OpenSegment } from "#worker/commit-policy/open-segment";
import type { PlacedWord } from "#worker/commit-policy/placed-words";
import { RULE } from "#worker/commit-policy/rule";
import { keyOf } from "#worker/commit-policy/words";

type Open = HypothesisWord & PlacedWord;

const BREATH_MS = 300;
const SENTENCE = "the first houses stand on the high bank";

/** Words of 100 ms, each recognised at its end; `|` is a breath. */
function heard(text: string): Open[] {
  let ms = 0;
  return text.split(" ").flatMap((word): Open[] => {
    if (word === "|") {
      ms += BREATH_MS;
      return [];
    }
    const [startMs, endMs] = [ms, ms + 100];
    ms = endMs;
    const time = { startMs, endMs, confidence: 1 };
    const standing = { since: endMs, unsettledSince: endMs, seen: 9, stable: false };
    return [{ text: word, key: keyOf(word), spaced: true, startMs, endMs, time, ...standing }];
  });
}

const settledOf = (words: readonly Open[], now: number) =>
  nextSettling(words, new OpenSegment(RULE.sentence, "en-US", { words: [], opens: true }), now, RULE);

describe("the words that are settled next if the engine writes no punctuation", () => {
  const words = heard(`${SENTENCE} | we climbed`);
  const count = SENTENCE.split(" ").length;

  /** The time at which a page shows the next word, long before the sentence is settled by age. */
  const shownAt = (words[count]?.since ?? 0) + RULE.holdMs;

  test("are those of a sentence once they have stood for 600 ms and the next word is shown", () => {
    expect(shownAt).toBeLessThan(RULE.softMs);
    expect(settledOf(words, shownAt - 1)).toBeNull();
    expect(settledOf(words, shownAt)).toEqual({ count, by: "sentence" });
    const late = words.map((word, at) =>
      at === count - 1 ? { ...word, since: shownAt, unsettledSince: shownAt } : word,
    );
    expect(settledOf(late, shownAt + RULE.endingMs - 1)).toBeNull();
    expect(settledOf(late, shownAt + RULE.endingMs)).toEqual({ count, by: "sentence" });
  });

  test("are none while the sentence continues", () => {
    expect(settledOf(heard(`${SENTENCE} by the water`), shownAt)).toBeNull();
  });

  test("are none while the next word may still change", () => {
    const young = words.map((word, at) => (at === count ? { ...word, since: word.since + 1 } : word));
    expect(settledOf(young, shownAt)).toBeNull();
  });

  test("are none while a word of the sentence is doubted because others were in its place", () => {
    const doubted = words.map((word, at) => (at === 3 ? { ...word, unsettledSince: word.since - 1_000 } : word));
    expect(settledOf(words, shownAt)?.count).toBe(count);
    expect(settledOf(doubted, shownAt)).toBeNull();
  });
});
