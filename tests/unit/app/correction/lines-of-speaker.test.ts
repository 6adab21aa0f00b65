import { expect, test } from "vitest";
import { linesAfterOfSpeaker } from "#app/correction/lines-of-speaker";
import type { Segment } from "#protocol/transcript";

const line = (seq: number, speaker?: string, more: Partial<Segment> = {}): Segment => ({
  ...{ seq, text: "t", kind: "speech", rev: seq, lang: "en-US", startMs: 0, endMs: 1, confidence: null },
  ...(speaker !== undefined && { speaker }),
  ...more,
});
const after = (own: Segment, all: readonly Segment[]) => linesAfterOfSpeaker(own, all).map(({ seq }) => seq);

test("the following lines without a speaker end at the next named line, and gaps do not count", () => {
  const all = [line(1), line(2), line(3, undefined, { kind: "gap" }), line(4), line(5, "Ana"), line(6)];
  expect(after(line(1), all)).toEqual([2, 4]);
  expect(after(line(4), all)).toEqual([]);
  expect(after(line(6), all)).toEqual([]);
});

test("the following lines of a named line are those with the same name", () => {
  const all = [line(1, "Ana"), line(1, "Ana", { part: 1 }), line(2, "Ana"), line(3), line(4, "Ana")];
  expect(after(line(1, "Ana"), all)).toEqual([1, 2]);
  expect(after(line(1, "Ana", { part: 1 }), all)).toEqual([2]);
});
