import { expect, test } from "vitest";
import { storedOffset } from "#app/correction/stored-offset";

const STORED = "the quick brown fox";

test("an index in typed text stands for the same letter of the stored text; in changed words, for the change's beginning", () => {
  const at = (typed: string, word: string) => STORED.slice(storedOffset(STORED, typed, typed.indexOf(word)));
  expect(at(STORED, "brown")).toBe("brown fox");
  expect(at("the very quick brown fox", "quick")).toBe("quick brown fox");
  expect(at("the brown fox", "fox")).toBe("fox");
  expect(at("the slow brown fox", "slow")).toBe("quick brown fox");
  expect(at("the slow brown fox", "brown")).toBe("brown fox");
  expect(storedOffset(STORED, "", 0)).toBe(0);
  expect(storedOffset("aaa", "aaaaa", 5)).toBe(3);
});
