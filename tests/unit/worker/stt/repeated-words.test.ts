import fc from "fast-check";
import { expect, test } from "vitest";
import { countRepeatedWords } from "#worker/stt/repeated-words";

const spoken = (words: string[], fromMs = 0) =>
  words.map((word, i) => ({ word, startMs: fromMs + i * 300, endMs: fromMs + i * 300 + 280, confidence: 1 }));

/** A second pass over the same sound returns the same words at slightly different times. */
const jitter = fc.integer({ min: -60, max: 60 });

test("no word is lost or doubled, wherever a re-feed begins", () => {
  const sentences = fc.array(fc.constantFrom("so", "the", "sea", "rises", "and"), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(sentences, fc.nat(), fc.nat(), jitter, (words, committed, begin, shift) => {
      const all = spoken(words);
      const upTo = 1 + (committed % words.length);
      const from = begin % (upTo + 1);
      const heard = all.slice(from).map((w) => ({ ...w, startMs: w.startMs + shift, endMs: w.endMs + shift }));
      const dropped = countRepeatedWords(all.slice(0, upTo), heard);
      expect(from + dropped).toBe(upTo);
    }),
  );
});

test("a word that is spoken twice is kept twice", () => {
  const tail = spoken(["very"]);
  expect(countRepeatedWords(tail, spoken(["very", "good"], 300))).toBe(0);
});

test("without earlier words no word is dropped", () => {
  expect(countRepeatedWords([], spoken(["good", "morning"]))).toBe(0);
});

test("a word that the re-feed cut and that is a little longer now counts as the same word", () => {
  const [sea] = spoken(["sea"]);
  expect(countRepeatedWords([sea!], [{ word: "Sea", startMs: 150, endMs: 500, confidence: 1 }])).toBe(1);
});
