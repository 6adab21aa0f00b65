import { expect, test } from "vitest";
import { finderAcross, patternOf } from "#app/find/pattern";

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

/** The match of words in two lines, as its parts in both. */
function across(words: string, text: string, next: string): [string, string] | null | undefined {
  const place = finderAcross(words)?.(text, next);
  return place && [text.slice(place.from), next.slice(0, place.to)];
}

test("a phrase is found across the border of two lines, whatever punctuation is there", () => {
  expect(across("salt pond", "We guard the salt", "pond by night.")).toEqual(["salt", "pond"]);
  expect(across("the salt “pond” by", "We guard the salt.", "“Pond” by night.")).toEqual(["the salt.", "“Pond” by"]);
  expect(across("salt  pond", "Salt…", "– Ponds")).toEqual(["Salt…", "– Pond"]);
  for (const form of ["NFC", "NFD"])
    expect(across("bến tre", "Ở Bến".normalize(form), "Tre.")).toEqual(["Bến".normalize(form), "Tre"]);
  expect(across("把盐挡", "如何把盐", "挡在外面")).toEqual(["把盐", "挡"]);
});

test("a phrase that is in one line, or apart from the border, is not found across it", () => {
  expect(across("salt pond", "The salt pond", "is here")).toBeNull();
  expect(across("salt pond", "The salt is", "pond")).toBeNull();
  expect(across("salt pond", "The salt", "a pond")).toBeNull();
  expect(across("salt", "The sa", "lt")).toBeUndefined();
  expect(across(" ", "a", "b")).toBeUndefined();
});
