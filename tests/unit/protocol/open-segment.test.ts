import { expect, test } from "vitest";
import { openWords } from "#protocol/open-segment";

const settled = { text: "Good morning" };

test("the words behind the settled ones are believed", () => {
  expect(openWords(settled, { text: "Good morning every" })).toEqual({ settled: "Good morning", believed: " every" });
});

test("before any word is settled all of them are believed; without a draft none is", () => {
  expect(openWords(null, { text: "Good" })).toEqual({ settled: "", believed: "Good" });
  expect(openWords(settled, null)).toEqual({ settled: "Good morning", believed: "" });
  expect(openWords(null, null)).toEqual({ settled: "", believed: "" });
});

test("a draft that is older than the settled words adds nothing", () => {
  expect(openWords(settled, { text: "Good" })).toEqual({ settled: "Good morning", believed: "" });
  expect(openWords(settled, { text: "Could morning every" })).toEqual({ settled: "Good morning", believed: "" });
});
