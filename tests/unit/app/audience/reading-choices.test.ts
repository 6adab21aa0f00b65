import { expect, test } from "vitest";
import { parseChoices, stepSize } from "#app/audience/reading-choices";

test.each([
  [null, { lang: null, size: "normal", original: true, announce: false }],
  ["{", { lang: null, size: "normal", original: true, announce: false }],
  ["[]", { lang: null, size: "normal", original: true, announce: false }],
  [
    '{"lang":7,"size":"huge","original":"no","announce":1}',
    { lang: null, size: "normal", original: true, announce: false },
  ],
  [
    '{"lang":"vi","size":"largest","original":false,"announce":true}',
    { lang: "vi", size: "largest", original: false, announce: true },
  ],
])("stored choices %s are read", (kept, choices) => {
  expect(parseChoices(kept)).toEqual(choices);
});

test("text grows and shrinks in steps and stops at both limits", () => {
  expect(stepSize("normal", 1)).toBe("large");
  expect(stepSize("largest", 1)).toBe("largest");
  expect(stepSize("small", -1)).toBe("small");
});
