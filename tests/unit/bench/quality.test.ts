import { expect, test } from "vitest";
import { alignWords } from "../../../bench/quality/align-words";
import { addChrfCounts, chrf, chrfCounts } from "../../../bench/quality/chrf";

const chrfOf = (text: string, reference: string) => chrf(chrfCounts(text, reference));

test("chrF2 equals the result from hand-counted n-grams, without spaces", () => {
  expect(chrfOf("the cat", "the cat")).toBe(100);
  expect(chrfOf("a b c", "abc")).toBe(100);
  expect(chrfOf("xyz", "abc")).toBe(0);
  // "abcd" and "abce" have 3 of 4 letters, 2 of 3 pairs, 1 of 2 triples and 0 of 1 quadruple in common.
  expect(chrfOf("abcd", "abce")).toBeCloseTo((100 * (3 / 4 + 2 / 3 + 1 / 2)) / 4, 10);
  // "ab" of "abcd": precision 2/2 and 1/1; recall 2/4 and 1/3; the text has no longer n-grams.
  const recall = (2 / 4 + 1 / 3) / 2;
  expect(chrfOf("ab", "abcd")).toBeCloseTo((100 * 5 * recall) / (4 + recall), 10);
});

test("a repeated n-gram counts as often as the reference has it", () => {
  // "a" of "aa" is once in "ab": precision 1/2, recall 1/2; the pair is not in it.
  expect(chrfOf("aa", "ab")).toBeCloseTo(100 * ((1 / 2 + 0) / 2), 10);
});

test("chrF2 of several texts adds up their n-grams before the division", () => {
  const counts = addChrfCounts([chrfCounts("ab", "ab"), chrfCounts("cd", "xy")]);
  expect(chrf(counts)).toBeCloseTo(50, 10);
  expect(chrf(addChrfCounts([]))).toBe(0);
});

test("wrong, missing and additional words do not shift the alignment of the others", () => {
  const said = ["one", "two", "three", "four"];
  expect(alignWords(said, said)).toEqual([0, 1, 2, 3]);
  expect(alignWords(said, ["one", "too", "three", "four"])).toEqual([0, 1, 2, 3]);
  expect(alignWords(said, ["one", "three", "four"])).toEqual([0, null, 1, 2]);
  expect(alignWords(said, ["and", "one", "two", "so", "three", "four"])).toEqual([1, 2, 4, 5]);
  expect(alignWords(said, [])).toEqual([null, null, null, null]);
});
