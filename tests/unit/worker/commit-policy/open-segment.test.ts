import { describe, expect, test } from "vitest";
import { type Ahead, OpenSegment, type OpenStart } from "#worker/commit-policy/open-segment";
import type { SettledPiece } from "#worker/commit-policy/outcome";
import type { PlacedWord } from "#worker/commit-policy/placed-words";
import { RULE } from "#worker/commit-policy/rule";
import { keyOf, spokenWords, textOf } from "#worker/commit-policy/words";

const LANG = "en-US";
const NOTHING: Ahead = { next: null, silentTo: null, isEndpoint: false };
const ANCHORS = { before: 1_000, after: 9_000 };
const NONE: OpenStart = { words: [], opens: true };

/** Consecutive segments of words of 200 ms with 20 ms between them. */
function opened(start = NONE, lang = LANG) {
  const segment = new OpenSegment(RULE.sentence, lang, start);
  let ms = start.words.at(-1)?.endMs ?? 0;
  const placed = (text: string): PlacedWord[] =>
    text.split(" ").map((word) => {
      const [startMs, endMs] = [ms + 20, ms + 220];
      ms = endMs;
      return { text: word, key: keyOf(word), spaced: true, startMs, endMs, time: { startMs, endMs, confidence: 1 } };
    });
  const add = (text: string, ahead: Partial<Ahead> = {}, spoken = lang) =>
    segment.add(placed(text), spoken, "age", ANCHORS, { ...NOTHING, ...ahead });
  const lookAfter = (silentMs: number) => segment.closeIfDue("pause", 0, { ...NOTHING, silentTo: ms + silentMs });
  return { segment, add, lookAfter, placed };
}

/** A piece as `ordinal: all its words`, and the reason for its end. */
const shown = (pieces: readonly SettledPiece[]) =>
  pieces.map(({ ordinal, words, end }) => [`${ordinal}: ${words.map(({ text }) => text).join(" ")}`, end]);

describe("an open segment", () => {
  test("grows by pieces of one ordinal with all of its words, and the next segment has the next ordinal", () => {
    const { segment, add, lookAfter } = opened();
    segment.noteMarks();
    expect(shown(add("The pond"))).toEqual([["1: The pond", null]]);
    expect(shown(add("is salt. And shrimp"))).toEqual([
      ["1: The pond is salt.", "mark"],
      ["2: And shrimp", null],
    ]);
    expect(lookAfter(RULE.sentence.sentencePauseMs - 1)).toEqual([]);
    expect(shown(lookAfter(RULE.sentence.sentencePauseMs))).toEqual([["2: And shrimp", "pause"]]);
    expect(lookAfter(9_999)).toEqual([]);
  });

  test("moves the anchor with the last piece only, so that a worker may end between two pieces", () => {
    const { segment, add } = opened();
    segment.noteMarks();
    const anchorsOf = (pieces: readonly SettledPiece[]) => pieces.map(({ anchor }) => anchor);
    expect(anchorsOf(add("The pond is salt. And shrimp. We"))).toEqual([1_000, 1_000, 9_000]);
    expect(anchorsOf(add("xin chao", {}, "vi-VN"))).toEqual([1_000, 9_000]);
  });

  test("continues the previous worker's open segment, and the next one begins a sentence", () => {
    const { placed } = opened();
    const { segment, add } = opened({ words: placed("The pond"), opens: true });
    segment.noteMarks();
    expect(shown(add("is salt. And"))).toEqual([
      ["1: The pond is salt.", "mark"],
      ["2: And", null],
    ]);
    expect(segment.opens).toBe(true);
  });

  test("is closed when the sound breaks off, with a full stop if the engine writes no punctuation", () => {
    const { segment, add } = opened();
    add("the pond");
    const [piece] = segment.break("pause", 0);
    expect(piece).toMatchObject({ end: "break", added: [], needsMark: true });
    expect(segment.break("pause", 0)).toEqual([]);
  });
});

describe("a human's change of the open segment", () => {
  test("keeps ordinal and words of later pieces, of which people see the new words only", () => {
    const { segment, add } = opened();
    segment.noteMarks();
    add("The pond");
    segment.interrupt(1, 2);
    expect([segment.words, segment.opens]).toEqual([[], false]);
    const [piece] = add("is salt");
    expect(shown(piece ? [piece] : [])).toEqual([["1: The pond is salt", null]]);
    expect(piece?.opens).toBe(false);
    expect(segment.words.map(({ text }) => text)).toEqual(["is", "salt"]);
    expect(shown(add("in March. And"))).toEqual([
      ["1: The pond is salt in March.", "mark"],
      ["2: And", null],
    ]);
    expect(segment.words.map(({ text }) => text)).toEqual(["And"]);
  });

  test("for the second time leaves out the words of both", () => {
    const { segment, add } = opened();
    add("The pond");
    segment.interrupt(1, 2);
    add("is salt");
    segment.interrupt(1, 4);
    add("in");
    expect(segment.words.map(({ text }) => text)).toEqual(["in"]);
  });

  test("that arrives after the segment is closed changes nothing", () => {
    const { segment, add } = opened();
    segment.noteMarks();
    add("One. Two");
    segment.interrupt(1, 1);
    expect(segment.words.map(({ text }) => text)).toEqual(["Two"]);
    expect(segment.opens).toBe(true);
  });
});

describe("a mark that the engine adds after the last settled word", () => {
  test("belongs to that word and ends the sentence", () => {
    const { segment, add, lookAfter, placed } = opened();
    segment.noteMarks();
    add("The pond is salt");
    segment.adoptMark(placed("salt.")[0]);
    expect(shown(lookAfter(RULE.sentence.markMs + 300))).toEqual([["1: The pond is salt.", "mark"]]);
  });

  test("does not count after another word, or if the word has a mark already", () => {
    const { segment, add, placed } = opened();
    add("The pond is salt.");
    for (const text of ["sweet.", "salt", "salt!"]) segment.adoptMark(placed(text)[0]);
    const words = [...segment.words.map(({ text }) => text)];
    add("the pond");
    segment.adoptMark(placed("lake.")[0]);
    expect([...words, segment.words.at(-1)?.text]).toEqual(["The", "pond", "is", "salt.", "pond"]);
  });
});

describe("another language", () => {
  test("closes the segment before its first word, which begins a sentence", () => {
    const { add } = opened();
    add("the pond");
    const pieces = add("der Teich", {}, "de-DE");
    expect(shown(pieces)).toEqual([
      ["1: the pond", "break"],
      ["2: der Teich", null],
    ]);
    expect(pieces.map(({ lang, opens }) => [lang, opens])).toEqual([
      ["en-US", true],
      ["de-DE", true],
    ]);
  });

  test("does not count as punctuated until a mark is seen", () => {
    const { segment, add } = opened();
    segment.noteMarks();
    segment.forgetMarks();
    add("the pond");
    expect(segment.break("pause", 0)).toMatchObject([{ needsMark: true }]);
  });
});

describe("random marks", () => {
  test("end a sentence only after its eighth word, once they are known to be too frequent", () => {
    const { segment, add } = opened();
    segment.noteMarks();
    const random = add("One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten. Eleven. Twelve. Thirteen. Go");
    const lengths = random.filter(({ end }) => end === "mark").map(({ words }) => words.length);
    // They count at first, until most of the last ones are too close to each other.
    expect(lengths).toEqual([1, 1, 1, 8]);
  });
});

test("a previous worker's open segment in another language is closed before the next words", () => {
  const left = { words: opened().placed("The pond is"), opens: true, lang: "en-US" };
  const { add } = opened(left, "vi-VN");
  expect(shown(add("ao nhiễm mặn"))).toEqual([
    ["1: The pond is", "break"],
    ["2: ao nhiễm mặn", null],
  ]);
});

test.each([
  ["my-MM", ["w1 w2", "w3"], "w1 w2 w3"],
  ["ja-JP", ["池は", "塩です"], "池は塩です"],
  ["en-US", ["the pond", "is salt"], "the pond is salt"],
])("words of two hypotheses in %s become one text, with a space if their script needs one", (lang, texts, whole) => {
  expect(textOf(texts.flatMap((text) => spokenWords(text, lang)))).toBe(whole);
});
