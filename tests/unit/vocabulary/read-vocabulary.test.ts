import { expect, test } from "vitest";
import { readVocabulary, writeVocabulary } from "#protocol/vocabulary";

test("a term a line, and after an equals sign what is heard instead", () => {
  const typed = "Bến Tre = ben tray, ben tree\n\n  Interline  \nBến Tre = bent ray";
  const read = readVocabulary(typed);
  expect(read).toEqual([
    { written: "Bến Tre", heardAs: ["ben tray", "ben tree", "bent ray"] },
    { written: "Interline", heardAs: [] },
  ]);
  expect(readVocabulary(writeVocabulary(read ?? []))).toEqual(read);
  expect(readVocabulary("")).toEqual([]);
});

test.each([
  ["a = b = c"],
  ["= nothing"],
  ["x".repeat(101)],
  [Array.from({ length: 501 }, (_, i) => `t${i}`).join("\n")],
])("not like that: %#", (typed) => expect(readVocabulary(typed)).toBeNull());
