import { expect, test } from "vitest";
import { parseChoices, stepSize, wantedLanguages } from "#app/audience/reading-choices";

const FIRST = {
  lang: null,
  fallback: null,
  size: "normal",
  original: true,
  announce: false,
  theme: "system",
  font: "inter",
  spacing: "dense",
  width: "medium",
};

test.each([
  [null, FIRST],
  ["{", FIRST],
  ["[]", FIRST],
  [
    '{"lang":7,"fallback":[],"size":"huge","original":"no","announce":1,"theme":"pink","font":null,"spacing":[],"width":2}',
    FIRST,
  ],
  // As earlier versions stored it.
  [
    '{"lang":"vi","size":"largest","original":false,"announce":true}',
    { ...FIRST, lang: "vi", size: "largest", original: false, announce: true },
  ],
  [
    '{"fallback":"es","theme":"contrast","font":"lexend","spacing":"widest","width":"short"}',
    { ...FIRST, fallback: "es", theme: "contrast", font: "lexend", spacing: "widest", width: "short" },
  ],
])("stored choices %s are read", (kept, choices) => {
  expect(parseChoices(kept)).toEqual(choices);
});

test("languages are ordered: the chosen one, the device's, then the fallback", () => {
  expect(wantedLanguages(parseChoices('{"lang":"vi","fallback":"es"}'), ["ko-KR", "ko"])).toEqual([
    "vi",
    "ko-KR",
    "ko",
    "es",
  ]);
  expect(wantedLanguages(parseChoices(null), ["ko"])).toEqual(["ko"]);
});

test("text grows and shrinks in steps and stops at both limits", () => {
  expect(stepSize("normal", 1)).toBe("large");
  expect(stepSize("largest", 1)).toBe("largest");
  expect(stepSize("small", -1)).toBe("small");
});
