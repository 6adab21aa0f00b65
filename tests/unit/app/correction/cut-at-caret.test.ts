import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asStored, cutAtCaret } from "#app/correction/cut-at-caret";
import { cutNear, cutText, joinTexts } from "#protocol/line-text";

describe("a cut at the caret", () => {
  test.each([
    ["Good morning, everyone.", 13, 13],
    ["Good morning, everyone.", 16, 14],
    ["  Good   morning", 8, 5],
    ["Good morning", 0, null],
    ["Good morning", 12, null],
    ["Good", 2, null],
  ])("%j, %i: %o", (written, caret, at) => {
    expect(cutAtCaret(written, caret, "en-US")).toBe(at);
  });

  test("in a language without spaces is between any two characters, never within one", () => {
    expect(cutAtCaret("塩水の池", 2, "ja-JP")).toBe(2);
    expect(cutText("か\u3099く", 1, "ja-JP")).toBeNull();
    expect(joinTexts("塩水", "の池", "ja-JP")).toBe("塩水の池");
  });

  test("leaves two texts that are the whole text together", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.nat(40),
        fc.constantFrom("en-US", "ja-JP"),
        (raw, caret, lang) => {
          const text = asStored(raw);
          const at = cutNear(text, Math.min(caret, text.length), lang);
          const pieces = at === null ? null : cutText(text, at, lang);
          if (at !== null) expect(pieces).not.toBeNull();
          if (pieces) {
            expect(pieces).not.toContain("");
            expect(joinTexts(...pieces, "en-US").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
            if (lang === "en-US") expect(joinTexts(...pieces, lang)).toBe(text);
          }
        },
      ),
    );
  });
});
