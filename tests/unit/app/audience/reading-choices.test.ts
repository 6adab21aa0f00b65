import { expect, test } from "vitest";
import { parseChoices, stepSize } from "#app/audience/reading-choices";

const FIRST = {
  lang: null,
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
  ['{"lang":7,"size":"huge","original":"no","announce":1,"theme":"pink","font":null,"spacing":[],"width":2}', FIRST],
  // As earlier versions stored it.
  [
    '{"lang":"vi","size":"largest","original":false,"announce":true}',
    { ...FIRST, lang: "vi", size: "largest", original: false, announce: true },
  ],
  [
    '{"theme":"contrast","font":"lexend","spacing":"widest","width":"short"}',
    { ...FIRST, theme: "contrast", font: "lexend", spacing: "widest", width: "short" },
  ],
])("stored choices %s are read", (kept, choices) => {
  expect(parseChoices(kept)).toEqual(choices);
});

test("text grows and shrinks in steps and stops at both limits", () => {
  expect(stepSize("normal", 1)).toBe("large");
  expect(stepSize("largest", 1)).toBe("largest");
  expect(stepSize("small", -1)).toBe("small");
});
