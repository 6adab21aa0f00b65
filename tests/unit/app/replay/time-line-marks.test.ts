import { expect, test } from "vitest";
import { timeLineMarks } from "#app/replay/time-line-marks";
import type { Segment } from "#protocol/transcript";

const at = (ms: number) => ms / 1_000;
let seq = 0;

function line(startMs: number, more: Partial<Segment> = {}): Segment {
  seq += 1;
  const said = { kind: "speech" as const, text: "words", lang: "en-US", confidence: null };
  return { seq, rev: seq, ...said, startMs, endMs: startMs + 1_000, ...more };
}

test("gaps are areas, pauses lines, changes of the speaker and found lines ticks", () => {
  const segments = [
    line(0, { speaker: "Anna" }),
    line(1_000, { speaker: "Anna" }),
    line(2_000, { kind: "gap", endMs: 5_000 }),
    line(5_000, { speaker: "Ben" }),
    line(6_000, { kind: "gap", pauseMs: 20_000, endMs: 6_000 }),
    line(6_000, { speaker: "Anna" }),
    line(7_000),
  ];
  const found = new Set([segments[1], segments[5]].map((segment) => String(segment?.seq)));
  expect(timeLineMarks(segments, found, at)).toEqual({
    gaps: "M2 4V28H5V4Z",
    pauses: "M6 4V28",
    speakers: "M0 0V5M5 0V5M6 0V5",
    found: "M1 26V32M6 26V32",
  });
});

test("marks at one place are drawn once", () => {
  const segments = [line(100), line(200)];
  const both = new Set(segments.map(({ seq }) => String(seq)));
  expect(timeLineMarks(segments, both, () => 0)).toMatchObject({
    gaps: "",
    pauses: "",
    speakers: "",
    found: "M0 26V32",
  });
});
