import { expect, test } from "vitest";
import { patternOf } from "#app/find/pattern";

const placesIn = (text: string, words: string, how?: Parameters<typeof patternOf>[1]) => {
  const pattern = patternOf(words, how);
  return pattern ? [...text.matchAll(pattern)].map(({ index }) => index) : null;
};

test("matches any case and parts of words unless exact or whole-word matching is requested", () => {
  expect(placesIn("Salt, salty, SALT", "salt")).toEqual([0, 6, 13]);
  expect(placesIn("Salt, salty, SALT", "salt", { isExact: true })).toEqual([6]);
  expect(placesIn("Salt, salty, SALT", "salt", { isWhole: true })).toEqual([0, 13]);
});

test("punctuation is literal, and words are found in every Unicode composition", () => {
  expect(placesIn("a (b) $& c", "(b) $&")).toEqual([2]);
  expect(placesIn("abc", ".")).toEqual([]);
  for (const text of ["NFC", "NFD"])
    for (const words of ["NFC", "NFD"])
      expect(placesIn("Bến Tre".normalize(text), "bến".normalize(words))).toEqual([0]);
});

test("an empty query has no pattern", () => {
  expect(placesIn("a b", "")).toBeNull();
  expect(placesIn("a b", "  ")).toBeNull();
});
