import { expect, test } from "vitest";
import { compare, countAgreed, type HypothesisWord } from "#worker/commit-policy/hypothesis-words";
import { spokenWords } from "#worker/commit-policy/words";

const AGREEMENT = { settleMs: 800, stableMs: 800, seen: 1, mask: 0, doubt: 1, mostDoubtMs: 1_000 };

/** The standing words after these hypotheses, with their times in ms. */
function heard(...said: readonly (readonly [at: number, text: string])[]): HypothesisWord[] {
  return said.reduce<HypothesisWord[]>((words, [at, text]) => compare(words, spokenWords(text, "en-US"), 0, at), []);
}

const agreedAt = (words: readonly HypothesisWord[], now: number, rule = AGREEMENT) =>
  words.slice(0, countAgreed(words, now, rule)).map(({ key }) => key);

test("a word without earlier forms is agreed once it has stood long enough", () => {
  const words = heard([0, "rice grows"]);
  expect(agreedAt(words, 799)).toEqual([]);
  expect(agreedAt(words, 800)).toEqual(["rice", "grows"]);
});

test("a word with earlier forms must stand longer by their time, up to a limit", () => {
  const words = heard([0, "rice glows"], [500, "rice grows"]);
  expect(agreedAt(words, 1_799)).toEqual(["rice"]);
  expect(agreedAt(words, 1_800)).toEqual(["rice", "grows"]);
  const late = heard([0, "glows"], [5_000, "grows"]);
  expect(agreedAt(late, 6_799)).toEqual([]);
  expect(agreedAt(late, 6_800)).toEqual(["grows"]);
  expect(agreedAt(words, 1_300, { ...AGREEMENT, doubt: 0 })).toEqual(["rice", "grows"]);
});

test("a word that disappears and returns starts again", () => {
  const words = heard([0, "rice"], [700, "mice"], [900, "rice"]);
  expect(agreedAt(words, 2_599)).toEqual([]);
  expect(agreedAt(words, 2_600)).toEqual(["rice"]);
});
