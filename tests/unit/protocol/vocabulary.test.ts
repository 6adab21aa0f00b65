import { expect, test } from "vitest";
import { MOST_CHARACTERS, readVocabulary, Vocabulary, withinLimits, writeVocabulary } from "#protocol/vocabulary";

test("each line has a term, and after an equals sign its sounds-like spellings", () => {
  const typed = "Bến Tre = ben tray, ben tree\n\n  Interline  \nBến Tre = bent ray";
  const read = readVocabulary(typed);
  expect(read).toEqual([
    { written: "Bến Tre", heardAs: ["ben tray", "ben tree", "bent ray"] },
    { written: "Interline", heardAs: [] },
  ]);
  expect(readVocabulary(writeVocabulary(read ?? []))).toEqual(read);
  expect(readVocabulary("")).toEqual([]);
});

test.each([["a = b = c"], ["= nothing"], ["x".repeat(101)]])("an invalid line is refused: %#", (typed) =>
  expect(readVocabulary(typed)).toBeNull(),
);

const listOf = (count: number, length: number) =>
  Array.from({ length: count }, (_, at) => ({ written: `${at}`.padStart(length, "x"), heardAs: [] }));

test("a vocabulary has at most 500 terms and 60,000 characters", () => {
  expect(Vocabulary.safeParse(listOf(500, 100)).success).toBe(true);
  expect(Vocabulary.safeParse(listOf(501, 10)).success).toBe(false);
  const [heardAs, over] = [["y".repeat(100)], ["y".repeat(101 - 1), "z"]];
  const full = listOf(300, 100).map((term) => ({ ...term, heardAs }));
  expect(Vocabulary.safeParse(full).success).toBe(true);
  expect(Vocabulary.safeParse([...full.slice(1), { written: "x".repeat(100), heardAs: over }]).success).toBe(false);
});

test("of a longer stored vocabulary the terms within the limits are used", () => {
  const heardAs = Array.from({ length: 20 }, (_, at) => `${at}`.padStart(100, "y"));
  const stored = listOf(600, 100).map((term) => ({ ...term, heardAs }));
  const used = withinLimits(stored);
  expect(used).toEqual(stored.slice(0, Math.floor(MOST_CHARACTERS / 2_100)));
  expect(withinLimits(used)).toEqual(used);
});
