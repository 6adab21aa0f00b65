import { expect, test } from "vitest";
import { compare, countAgreed, type StandingWord } from "#worker/commit-policy/standing";
import { spokenWords } from "#worker/commit-policy/words";

const AGREEMENT = { settleMs: 800, stableMs: 800, seen: 1, mask: 0, doubt: 1, mostDoubtMs: 1_000 };

/** What an engine said and when, ms. */
function heard(...said: readonly (readonly [at: number, text: string])[]): StandingWord[] {
  return said.reduce<StandingWord[]>((words, [at, text]) => compare(words, spokenWords(text, "en-US"), 0, at), []);
}

const agreedAt = (words: readonly StandingWord[], now: number, rule = AGREEMENT) =>
  words.slice(0, countAgreed(words, now, rule)).map(({ key }) => key);

test("a word that nothing else stood for is agreed once it has stood for long enough", () => {
  const words = heard([0, "rice grows"]);
  expect(agreedAt(words, 799)).toEqual([]);
  expect(agreedAt(words, 800)).toEqual(["rice", "grows"]);
});

test("where others stood before, a word has to stand longer by as long as they did, up to a bound", () => {
  const words = heard([0, "rice glows"], [500, "rice grows"]);
  expect(agreedAt(words, 1_799)).toEqual(["rice"]);
  expect(agreedAt(words, 1_800)).toEqual(["rice", "grows"]);
  const late = heard([0, "glows"], [5_000, "grows"]);
  expect(agreedAt(late, 6_799)).toEqual([]);
  expect(agreedAt(late, 6_800)).toEqual(["grows"]);
  expect(agreedAt(words, 1_300, { ...AGREEMENT, doubt: 0 })).toEqual(["rice", "grows"]);
});

test("a word that comes and goes begins anew each time", () => {
  const words = heard([0, "rice"], [700, "mice"], [900, "rice"]);
  expect(agreedAt(words, 2_599)).toEqual([]);
  expect(agreedAt(words, 2_600)).toEqual(["rice"]);
});
