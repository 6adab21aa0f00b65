import { expect, test } from "vitest";
import { alignWords } from "../../../bench/quality/align-words";
import { addChrfCounts, chrf, chrfCounts } from "../../../bench/quality/chrf";

const chrfOf = (text: string, reference: string) => chrf(chrfCounts(text, reference));

test("chrF2 is that of hand-counted n-grams, without spaces", () => {
  expect(chrfOf("the cat", "the cat")).toBe(100);
  expect(chrfOf("a b c", "abc")).toBe(100);
  expect(chrfOf("xyz", "abc")).toBe(0);
  // "abcd" and "abce" have 3 of 4 letters, 2 of 3 pairs, 1 of 2 triples and 0 of 1 quadruple in common.
  expect(chrfOf("abcd", "abce")).toBeCloseTo((100 * (3 / 4 + 2 / 3 + 1 / 2)) / 4, 10);
  // "ab" of "abcd": precision 2/2 and 1/1; recall 2/4 and 1/3; longer n-grams the text has none of.
  const recall = (2 / 4 + 1 / 3) / 2;
  expect(chrfOf("ab", "abcd")).toBeCloseTo((100 * 5 * recall) / (4 + recall), 10);
});

test("an n-gram that a text repeats counts as often as the reference has it", () => {
  // Of "aa", "a" is in "ab" once: precision 1/2, recall 1/2; its pair is not there.
  expect(chrfOf("aa", "ab")).toBeCloseTo(100 * ((1 / 2 + 0) / 2), 10);
});

test("chrF2 of several texts adds their n-grams up before it divides", () => {
  const counts = addChrfCounts([chrfCounts("ab", "ab"), chrfCounts("cd", "xy")]);
  expect(chrf(counts)).toBeCloseTo(50, 10);
  expect(chrf(addChrfCounts([]))).toBe(0);
});

test("misheard, missing and additional words keep the others in their places", () => {
  const said = ["one", "two", "three", "four"];
  expect(alignWords(said, said)).toEqual([0, 1, 2, 3]);
  expect(alignWords(said, ["one", "too", "three", "four"])).toEqual([0, 1, 2, 3]);
  expect(alignWords(said, ["one", "three", "four"])).toEqual([0, null, 1, 2]);
  expect(alignWords(said, ["and", "one", "two", "so", "three", "four"])).toEqual([1, 2, 4, 5]);
  expect(alignWords(said, [])).toEqual([null, null, null, null]);
});
