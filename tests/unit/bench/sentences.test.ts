import { expect, test } from "vitest";
import type { Replayed, Shown } from "#testing/traces/replay";
import type { Trace } from "#testing/traces/trace";
import type { PlacedWord } from "#worker/commit-policy/placed-words";
import { spokenWords, textOf } from "#worker/commit-policy/words";
import { score } from "../../../bench/quality/score";
import {
  commonStretches,
  type ReplayedSegment,
  referenceSegments,
  sentenceEnds,
} from "../../../bench/quality/segments";
import { translate } from "../../../bench/quality/translated";

/** Words of 300 ms without pauses. */
function traceOf(sentences: readonly string[], isMarked = false): Trace {
  const words = sentences.flatMap((sentence) => sentence.split(" "));
  const said = words.map((word, index) => ({
    word: isMarked ? word : word.toLowerCase().replace(/[.,?]/g, ""),
    endMs: 300 * (index + 1),
  }));
  return { name: "by hand", lang: "en-US", words: said, sentences, events: [], durationMs: 300 * words.length };
}

function placed(text: string): PlacedWord[] {
  return spokenWords(text, "en-US").map((word) => ({ ...word, startMs: 0, endMs: 0 }));
}

function segments(...texts: readonly string[]): ReplayedSegment[] {
  return texts.map((text) => ({ words: placed(text), text, closedAt: 0 }));
}

const keys = (text: string) => text.split(" ");

/** A screen: words that are settled at a moment, the unsettled words, and whether the segment ends. */
function moment(at: number, words: string, added: string, end: "pause" | null, draft: string): Shown {
  const all = placed(words);
  const piece = { words: all, added: placed(added), text: textOf(all), opens: true, by: "pause", end };
  return { at, pieces: added === "" && end === null ? [] : [piece], draft, anchor: 0 };
}

const replayedOf = (...moments: readonly Shown[]): Replayed => ({ moments, contradicted: 0, judged: [], anchor: 0 });

test("a sentence ends after its last word, also if words around it are wrong or missing", () => {
  const trace = traceOf(["The ferry was late.", "Nobody came."]);
  expect(sentenceEnds(trace, keys("the ferry was late nobody came"))).toEqual([
    { least: 4, most: 4 },
    { least: 6, most: 6 },
  ]);
  // An additional word between two sentences may belong to either.
  expect(sentenceEnds(trace, keys("the fairy was late uh nobody came"))[0]).toEqual({ least: 4, most: 5 });
  expect(sentenceEnds(trace, keys("the ferry was nobody came"))[0]).toEqual({ least: 3, most: 3 });
});

test("the reference has the recognised words, cut at sentence ends", () => {
  const cut = segments("the fairy was", "late nobody came");
  const reference = referenceSegments(traceOf(["The ferry was late.", "Nobody came."]), cut);
  expect(reference.map(({ text }) => text)).toEqual(["The fairy was late.", "Nobody came."]);
  const marked = traceOf(["Is the ferry late?", "Nobody came."], true);
  const late = referenceSegments(marked, segments("Is the ferry late nobody came."));
  expect(late.map(({ text }) => text)).toEqual(["Is the ferry late?", "Nobody came."]);
});

test("segments and sentences are compared in stretches with a common end", () => {
  const trace = traceOf(["The ferry was late.", "Nobody came.", "We left."]);
  const cut = segments("the ferry was", "late nobody came", "we left");
  const stretches = commonStretches(cut, referenceSegments(trace, cut));
  expect(stretches.map(({ segments, reference }) => [segments.length, reference.length])).toEqual([
    [2, 2],
    [1, 1],
  ]);
});

test("a segment that the end of the trace cuts off counts neither as a segment nor as a sentence end", () => {
  const trace = traceOf(["The ferry was late.", "Nobody came to us."]);
  const replayed = replayedOf(
    moment(1_300, "the ferry was late", "the ferry was late", "pause", ""),
    moment(2_000, "nobody came", "nobody came", null, "nobody came"),
  );
  expect(score(trace, replayed)).toMatchObject({ segments: 1, sentenceEnds: 1, segmentWords: 4, sentences: 2 });
  expect(score(trace, replayed).lags).toEqual([1_000, 700, 400, 100, 500, 200]);
});

test("words of the open segment that become settled are not counted as erased, and changed ones are", () => {
  const trace = traceOf(["The ferry was late."]);
  const replayed = replayedOf(
    moment(700, "", "", null, "the fairy"),
    moment(1_000, "the ferry", "the ferry", null, "the ferry was"),
    moment(1_500, "the ferry was late", "was late", "pause", ""),
  );
  expect(score(trace, replayed)).toMatchObject({ erased: 1, rewritten: 0, tokens: 4 });
  const changed = replayedOf(
    moment(1_000, "the fairy", "the fairy", null, "the fairy"),
    moment(1_500, "the ferry was late", "was late", "pause", ""),
  );
  expect(score(trace, changed).rewritten).toBe(1);
});

test("a word counts as translated with a draft that covers it, and as final with its closed segment", async () => {
  const trace = traceOf(["The ferry was late again on this very cold morning."]);
  const text = "the ferry was late again on this very cold morning";
  const replayed = replayedOf(
    moment(2_500, "", "", null, "the ferry was late again on this very"),
    moment(4_000, text, text, "pause", ""),
  );
  const early = await translate(trace, replayed, async (source) => source);
  expect(early.final).toEqual([1_000]);
  expect(early.segmentCharacters).toBe(text.length);
  expect(early.draftCharacters).toBe("the ferry was late again on this very".length);
  // A draft holds back two of eight words.
  expect(early.shown).toEqual([2_200, 1_900, 1_600, 1_300, 1_000, 700, 1_900, 1_600, 1_300, 1_000]);
  expect(early.erased).toBe(0);
});
