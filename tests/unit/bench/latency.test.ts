import { describe, expect, test } from "vitest";
import { errorsIn, fidelityOf } from "../../../bench/latency/fidelity";
import { lagsOf } from "../../../bench/latency/lags";

describe("word errors", () => {
  const said = ["one two three", "four five six"];
  const sentences = said.map((text) => text.split(" "));

  test("are counted in their sentence", () => {
    expect(errorsIn(sentences, ["one", "two", "three", "four", "five", "six"])).toEqual([0, 0]);
    expect(errorsIn(sentences, ["one", "too", "three", "four", "six", "six"])).toEqual([1, 1]);
    expect(errorsIn(sentences, ["one", "three", "four", "five", "five", "six"])).toEqual([1, 1]);
    expect(errorsIn(sentences, [])).toEqual([3, 3]);
    expect(errorsIn(sentences, ["and", "one", "two", "three", "four", "five", "six"])).toEqual([1, 0]);
  });

  test("of live words and of the whole file are compared, with an interval around the difference", () => {
    const fidelity = fidelityOf(said, "one two three four five", "one two three four five six");
    expect(fidelity).toMatchObject({ live: 100 / 6, whole: 0, worse: 100 / 6, words: 6 });
    expect(fidelity.from).toBeLessThanOrEqual(fidelity.worse);
    expect(fidelity.to).toBeGreaterThanOrEqual(fidelity.worse);
    expect(fidelityOf(said, "one two", "one two")).toMatchObject({ worse: 0, from: 0, to: 0 });
  });
});

describe("the lags on a page", () => {
  const sent = [1, 2, 3, 4, 5].map((n) => ({ take: 1, n, at: 1_000 + n * 200 }));
  const opened = {
    seq: 1,
    kind: "speech",
    text: "Abc",
    lang: "en-US",
    startMs: 0,
    endMs: 300,
    confidence: 1,
    rev: 1,
    open: true,
  };
  const { open: _, ...closed } = { ...opened, text: "Abc def.", endMs: 600, rev: 2 };
  const draft = { epoch: 1, counter: 1, seq: 1, text: "Abc", startMs: 0, covered: 9_600 };
  const translation = { seq: 1, lang: "es", text: "x", sourceRev: 2, unknownWords: 0, rev: 3 };
  const head = { epoch: 1, rev: 1, anchor: 16_000, covered: 16_000, recogniser: "ok" };
  const segment = (segment: object, at: number) => ({ event: "segment" as const, message: { segment, after: 0 }, at });

  test("are measured from the end of each word to the first message with it", () => {
    const received = [
      { event: "draft" as const, message: { draft }, at: 1_700 },
      segment(opened, 2_000),
      segment(closed, 2_400),
      // A repeated message and a language that is not read change nothing.
      segment(closed, 3_000),
      { event: "translation" as const, message: { translation: { ...translation, lang: "ca" }, after: 0 }, at: 2_100 },
      { event: "translation" as const, message: { translation, after: 0 }, at: 2_500 },
      { event: "head" as const, message: { head }, at: 2_600 },
    ];
    // The words end at 300 and 600 ms, which were captured at 1,300 and 1,600.
    expect(lagsOf({ sent, received }, "es", ["abc def"])).toEqual({
      firstDraft: [400, 100],
      settled: [700, 800],
      translationShown: [1_200, 900],
      finalTranslation: [900],
      coverage: 1,
      sentenceEnds: 1,
      segments: 1,
      text: "Abc def.",
    });
  });

  test("of a translated draft are measured for all but the last two words of the open sentence", () => {
    const longer = { ...draft, counter: 2, text: "Abc def ghi", covered: 9_600 };
    const received = [
      { event: "draft" as const, message: { draft: longer }, at: 1_700 },
      { event: "draft" as const, message: { draft: { ...longer, counter: 3, lang: "es", text: "x" } }, at: 1_750 },
      segment(closed, 2_400),
      { event: "translation" as const, message: { translation, after: 0 }, at: 2_500 },
    ];
    // Without word times, the words end at 257 and 600 ms in proportion to their letters.
    expect(lagsOf({ sent, received }, "es", ["abc def"]).translationShown).toEqual([493, 900]);
  });

  test("count no sentence end if the segment continues after it", () => {
    const received = [
      segment(closed, 2_400),
      segment({ ...closed, seq: 2, startMs: 600, endMs: 900, text: "ghi" }, 2_800),
    ];
    expect(lagsOf({ sent, received }, "es", ["abc", "def ghi"])).toMatchObject({ sentenceEnds: 0.5, segments: 2 });
  });

  test("count lost sound as not covered", () => {
    const gap = { ...closed, seq: 2, kind: "gap", text: "", startMs: 600, endMs: 1_000, confidence: null };
    const received = [
      segment(closed, 2_000),
      segment(gap, 2_000),
      { event: "head" as const, message: { head }, at: 2_600 },
    ];
    expect(lagsOf({ sent, received }, "es", ["abc def"])).toMatchObject({
      coverage: 0.6,
      translationShown: [],
      finalTranslation: [],
      text: "Abc def.",
    });
  });
});
