import { expect, test } from "vitest";
import { findLanguage, pickLanguage, pickSecond } from "#protocol/pick-language";

const SESSION = { sourceLang: "en-US", targetLangs: ["es", "zh-Hant", "vi"], original: true };

test.each([
  [["vi"], SESSION, "vi"],
  [["vi-VN", "es"], SESSION, "vi"],
  [["vi-VN"], SESSION, "vi"],
  [["zh-Hans", "fr"], SESSION, "zh-Hant"],
  [["en-US"], SESSION, null],
  [["en-GB", "es-MX"], SESSION, null],
  [["fr"], SESSION, "es"],
  [[], SESSION, "es"],
  [["en-US"], { ...SESSION, original: false }, "es"],
  [["en-US"], { ...SESSION, targetLangs: [], original: false }, null],
] as const)("a reader with the preferences %j gets the language of row %#", (wanted, session, lang) => {
  expect(pickLanguage(wanted, session)).toBe(lang);
});

test.each([
  ["es", "vi", "es"],
  ["es-MX", "vi", "es"],
  ["vi", "vi", null],
  ["fr", "vi", null],
  ["en-US", null, null],
  [undefined, "vi", null],
] as const)("a screen that asks for %j beside %j gets %j", (wanted, first, second) => {
  expect(pickSecond(wanted, SESSION.targetLangs, first)).toBe(second);
});

test("a session has a reader's language if it has any variety of it", () => {
  expect(findLanguage(["ko-KR", "en"], ["vi", "en-US"])).toBe("en-US");
  expect(findLanguage(["ko-KR"], ["vi", "en-US"])).toBeUndefined();
});
