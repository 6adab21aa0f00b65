import { expect, test } from "vitest";
import { openWords } from "#protocol/open-segment";

const settled = { text: "Good morning" };

test("the draft's words after the settled ones are grey", () => {
  expect(openWords(settled, { text: "Good morning every" })).toEqual({ settled: "Good morning", believed: " every" });
});

test("before any word is settled all words of the draft are grey; without a draft none is", () => {
  expect(openWords(null, { text: "Good" })).toEqual({ settled: "", believed: "Good" });
  expect(openWords(settled, null)).toEqual({ settled: "Good morning", believed: "" });
  expect(openWords(null, null)).toEqual({ settled: "", believed: "" });
});

test("a draft that is older than the settled words adds no words", () => {
  expect(openWords(settled, { text: "Good" })).toEqual({ settled: "Good morning", believed: "" });
  expect(openWords(settled, { text: "Could morning every" })).toEqual({ settled: "Good morning", believed: "" });
});
