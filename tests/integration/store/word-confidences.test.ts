import { beforeEach, expect, test } from "vitest";
import { database } from "#store/database";
import { FenceLost } from "#store/fence-lost";
import { commitSegment, extendSegment, type NewSegment } from "#store/segments/commit-piece";
import { correctSegment } from "#store/segments/correct-segment";
import { mergeSegments } from "#store/segments/merge-segments";
import { removeSegment } from "#store/segments/remove-segment";
import { splitSegment } from "#store/segments/split-segment";
import { readUncertainWords } from "#store/segments/uncertain-words";
import { readWholeSession } from "#store/segments/whole-session";
import { storeConfidences } from "#store/segments/word-confidences";
import { readWordTimes } from "#store/segments/word-times";
import { claimSession } from "#store/session/claim-session";
import { databaseOf } from "#testing/vitest/database-of";
import { claimedSession } from "./claimed-session";

databaseOf("anna");

let sessionId: string;
let epoch: number;

beforeEach(async () => {
  ({ sessionId, epoch } = await claimedSession(["es"]));
});

/** The words are half a second each, from second `9 * seq` on, and have no confidence. */
function segment(seq: number, text: string, more: Partial<NewSegment> = {}): NewSegment {
  const words = text.split(" ").map((word, at) => ({ word, ...timeOf(seq, at), confidence: null }));
  const [startMs, endMs] = [words[0]?.startMs ?? 0, words.at(-1)?.endMs ?? 0];
  const nothing = { kind: "speech", lang: "en-US", confidence: null, engineText: null } as const;
  return { ...nothing, sessionId, epoch, seq, text, startMs, endMs, words, anchor: endMs * 16, ...more };
}

const timeOf = (seq: number, at: number) => ({ startMs: seq * 9_000 + at * 500, endMs: seq * 9_000 + at * 500 + 400 });
const judged = (seq: number, at: number, confidence: number) => ({ ...timeOf(seq, at), confidence });
const words = async () =>
  (await readWholeSession(sessionId))?.lines.map((line) => line.words?.map((one) => `${one.word} ${one.confidence}`));
const means = async () => {
  const rows = await database().segment.findMany({ where: { sessionId }, orderBy: [{ seq: "asc" }, { part: "asc" }] });
  return rows.map(({ confidence, rev, text }) => ({ confidence, rev, text }));
};

test("confidences go to the words with their times in closed and open segments, without a rev", async () => {
  await commitSegment(segment(1, "The pond is salt."));
  await commitSegment(segment(2, "It is", { open: true }));
  await storeConfidences(sessionId, epoch, [
    judged(1, 1, 0.25),
    judged(1, 3, 0.75),
    judged(2, 0, 0),
    judged(3, 0, 0.9),
  ]);
  expect(await words()).toEqual([
    ["The null", "pond 0.25", "is null", "salt. 0.75"],
    ["It 0", "is null"],
  ]);
  expect(await means()).toEqual([
    { confidence: 0.5, rev: 1, text: "The pond is salt." },
    { confidence: 0, rev: 2, text: "It is" },
  ]);
  // A repeated or later judgement changes no word that has a confidence, and the next piece follows as if nothing happened.
  await storeConfidences(sessionId, epoch, [judged(1, 1, 0.9), judged(1, 2, 0.5)]);
  expect((await words())?.[0]).toEqual(["The null", "pond 0.25", "is 0.5", "salt. 0.75"]);
  expect(await extendSegment(segment(2, "It is cold."), 2)).toMatchObject({ kind: "extended", rev: 3, after: 2 });
});

test("a worker with an older epoch, and one whose session is over, judge nothing", async () => {
  await commitSegment(segment(1, "The pond is salt."));
  await claimSession(sessionId);
  await expect(storeConfidences(sessionId, epoch, [judged(1, 1, 0.25)])).rejects.toThrow(FenceLost);
  await database().session.update({ where: { id: sessionId }, data: { state: "ended" } });
  await expect(storeConfidences(sessionId, epoch + 1, [judged(1, 1, 0.25)])).rejects.toThrow(FenceLost);
  expect(await words()).toEqual([["The null", "pond null", "is null", "salt. null"]]);
});

test("words are found where people have split, joined and corrected lines, whose texts stay; deleted ones stay away", async () => {
  for (const seq of [1, 2, 3, 4]) await commitSegment(segment(seq, "The pond is salt."));
  const by = { sessionId, authorId: "anna" };
  await splitSegment({ ...by, seq: 1, expected: 1, at: 8 });
  await mergeSegments({ ...by, seq: 2, expected: 2, next: { seq: 3, expected: 3 } });
  await correctSegment({ ...by, seq: 2, expected: (await means())[2]?.rev ?? 0, text: "Mine." });
  await removeSegment({ sessionId, seq: 4, expected: 4 });
  const before = await means();
  await storeConfidences(sessionId, epoch, [
    ...[judged(1, 1, 0.1), judged(1, 2, 0.2), judged(2, 0, 0.3), judged(3, 3, 0.4), judged(4, 0, 0.5)],
  ]);
  expect(await words()).toEqual([
    ["The null", "pond 0.1"],
    ["is 0.2", "salt. null"],
    ["The 0.3", ...["pond", "is", "salt.", "The", "pond", "is"].map((word) => `${word} null`), "salt. 0.4"],
  ]);
  const after = await means();
  expect(after.map(({ text, rev }) => ({ text, rev }))).toEqual(before.map(({ text, rev }) => ({ text, rev })));
  expect(after[2]?.text).toBe("Mine.");
});

test("uncertain words are read page by page as places in the texts, of closed lines only", async () => {
  await commitSegment(segment(1, "The pond is salt."));
  await commitSegment(segment(2, "It is cold."));
  await commitSegment(segment(3, "It is", { open: true }));
  await storeConfidences(sessionId, epoch, [judged(1, 1, 0.19), judged(1, 2, 0.2), judged(1, 3, 0), judged(3, 0, 0)]);
  const places = [
    [4, 8],
    [12, 16],
  ];
  expect(await readUncertainWords(sessionId, 1)).toEqual({ lines: [{ seq: 1, rev: 1, places }], next: null });
  expect(await readUncertainWords(sessionId, 2)).toEqual({ lines: [], next: null });
  await database().segment.update({
    where: { sessionId_seq_part: { sessionId, seq: 2, part: 0 } },
    data: { seq: 900 },
  });
  expect(await readUncertainWords(sessionId, 1)).toMatchObject({ next: 900 });
});

test("words have the times of the recogniser and their places in the text, also after a correction of its marks alone", async () => {
  await commitSegment(segment(1, "The pond is salt."));
  await commitSegment(segment(2, "It is deep."));
  await commitSegment(segment(3, "It is", { open: true }));
  const times = (seq: number, places: readonly (readonly [number, number])[]) =>
    places.map(([from, to], at) => [from, to, timeOf(seq, at).startMs, timeOf(seq, at).endMs]);
  const first = times(1, [
    [0, 3],
    [4, 8],
    [9, 11],
    [12, 16],
  ]);
  expect(await readWordTimes(sessionId, 2)).toEqual({
    segments: [
      {
        seq: 2,
        rev: 2,
        words: times(2, [
          [0, 2],
          [3, 5],
          [6, 10],
        ]),
      },
    ],
    next: null,
  });
  await correctSegment({ sessionId, authorId: "anna", seq: 1, text: "The pond is salt!", expected: 1 });
  await correctSegment({ sessionId, authorId: "anna", seq: 2, text: "It is steep.", expected: 2 });
  expect((await readWordTimes(sessionId, 0)).segments).toEqual([{ seq: 1, rev: expect.any(Number), words: first }]);
});
