import { expect, test } from "vitest";
import { toSegmentText } from "#worker/commit-policy/sentence";

test.each([
  ["good morning everyone", "en-US", "Good morning everyone."],
  ["what i said is what i'm saying", "en-US", "What I said is what I'm saying."],
  ["élan vital", "fr", "Élan vital."],
  ["istanbul", "tr", "İstanbul."],
  ["Is it ready?", "en-US", "Is it ready?"],
  ["He said “stop.”", "en-US", "He said “stop.”"],
  ["もう終わりです。", "ja", "もう終わりです。"],
  ["  two   spaces ", "en-US", "Two spaces."],
  ["", "en-US", ""],
  [" ", "en-US", ""],
])("%j in %s is committed as %j", (text, lang, sentence) => {
  expect(toSegmentText(text, lang, { opens: true, closes: true })).toBe(sentence);
});

test("a draft has no end mark yet", () => {
  expect(toSegmentText("good morning and i", "en-US", { opens: true, closes: false })).toBe("Good morning and I");
});

test("a piece in mid-sentence keeps the engine's first letter, and may end the sentence", () => {
  expect(toSegmentText("and i went home", "en-US", { opens: false, closes: true })).toBe("and I went home.");
});

test.each([
  ["what time is it", "What time is it?"],
  ["what time is it,", "What time is it?"],
  ["and then we left,", "And then we left."],
  ["what time is it.", "What time is it."],
])(
  "%j is closed as %j: questions get a question mark, clause marks are replaced, and the engine's end marks stay",
  (text, sentence) => {
    expect(toSegmentText(text, "en-US", { opens: true, closes: true })).toBe(sentence);
  },
);

test("a question that is not finished has no mark", () => {
  expect(toSegmentText("what time is it", "en-US", { opens: true, closes: false })).toBe("What time is it");
});
