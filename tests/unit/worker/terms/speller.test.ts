import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speller } from "#worker/terms/speller";

const TERMS = [
  { written: "Bến Tre", heardAs: ["ben tray", "Ben Tray's"] },
  { written: "Nguyễn", heardAs: ["win"] },
  { written: "PostgreSQL", heardAs: ["post gres q l", "postgres"] },
  { written: "東京", heardAs: ["とうきょう"] },
  { written: "C++", heardAs: ["see plus plus"] },
];

describe("a committed text", () => {
  test.each([
    ["We went to ben tray.", "We went to Bến Tre."],
    ["BEN   TRAY is nice.", "Bến Tre is nice."],
    ["Ben Tray's rice", "Bến Tre rice"],
    ["Mr. win wins the window.", "Mr. Nguyễn wins the window."],
    ["post gres q l, or postgres", "PostgreSQL, or PostgreSQL"],
    ["postgresql is written so", "PostgreSQL is written so"],
    ["私はとうきょうに行く", "私は東京に行く"],
    ["I write see plus plus here", "I write C++ here"],
    ["Nothing of it.", "Nothing of it."],
  ])("%s", (heard, written) => {
    expect(speller(TERMS)(heard)).toBe(written);
  });

  test("without a vocabulary stays as it was recognised", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(speller([])(text)).toBe(text);
      }),
    );
  });

  test("is written with terms of any characters", () => {
    const phrase = fc.stringMatching(/^[a-zé.+*()[\\ -]{1,8}$/).filter((text) => text.trim() !== "");
    const terms = fc.array(fc.record({ written: phrase, heardAs: fc.array(phrase, { maxLength: 2 }) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(terms, phrase, (some, text) => {
        expect(() => speller(some)(text)).not.toThrow();
      }),
    );
  });
});
