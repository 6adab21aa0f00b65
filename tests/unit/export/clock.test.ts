import fc from "fast-check";
import { expect, test } from "vitest";
import { onClock } from "#export/clock";
import { exportSession } from "#export/export-session";
import type { ExportedSegment, ExportedSession } from "#protocol/export";
import { anySession, choose, joined, WORDS } from "#testing/examples/exported-sessions";

const line = (seq: number, startMs: number, more: Partial<ExportedSegment> = {}): ExportedSegment => ({
  ...{ seq, part: 0, kind: "speech", startMs, endMs: startMs + 1_500, pauseMs: null, lang: "en-US", speaker: null },
  ...{ text: `Line ${seq}.`, words: null, translations: {}, ...more },
});
const pause = (seq: number, startMs: number, pauseMs: number) =>
  line(seq, startMs, { kind: "gap", endMs: startMs, pauseMs, text: "" });
const words = [{ word: "Line", startMs: 4_000, endMs: 4_400, confidence: null }];
const session = {
  session: {
    title: "Talk",
    sourceLang: "en-US",
    targetLangs: [],
    state: "ended",
    createdAt: "2026-11-30T09:00:00.000Z",
  },
  lines: [line(1, 0), pause(2, 2_000, 20_000), line(3, 2_000), pause(4, 4_000, 5_000), line(5, 4_000, { words })],
} as unknown as ExportedSession;

const times = (choice: Parameters<typeof choose>[1]) =>
  onClock(session, choose("srt", choice)).lines.map(({ seq, startMs, endMs }) => [seq, startMs, endMs]);

async function file(format: "srt" | "vtt" | "txt" | "json", choice: Parameters<typeof choose>[1]): Promise<string> {
  const { parts } = await exportSession({ viewer: "owner", session }, choose(format, choice), WORDS);
  return joined(parts as Iterable<string>);
}

test("a clock that runs through counts the pauses, and the session's clock leaves them out", () => {
  expect(times({})).toEqual(session.lines.map(({ seq, startMs, endMs }) => [seq, startMs, endMs]));
  expect(times({ clock: "recording" })).toEqual([
    [1, 0, 1_500],
    [2, 2_000, 22_000],
    [3, 22_000, 23_500],
    [4, 24_000, 29_000],
    [5, 29_000, 30_500],
  ]);
  const [last] = onClock(session, choose("srt", { clock: "recording" })).lines.slice(-1);
  expect(last?.words).toEqual([{ ...words[0], startMs: 29_000, endMs: 29_400 }]);
});

test("an offset moves every time, and lines from before the recording began are left out", () => {
  expect(times({ clock: "recording", offset: "90000" })[4]).toEqual([5, 119_000, 120_500]);
  expect(times({ clock: "recording", offset: "-22500" })).toEqual([
    [3, 0, 1_000],
    [4, 1_500, 6_500],
    [5, 6_500, 8_000],
  ]);
});

test("every format but JSON has the times of the chosen clock, and text names the length of a pause", async () => {
  expect(await file("srt", { clock: "recording" })).toContain("00:00:22,000 --> ");
  expect(await file("vtt", { clock: "recording", offset: "1000" })).toContain("00:00:23.000 --> ");
  const text = await file("txt", { clock: "recording" });
  expect(text).toContain("[00:00:02] (pause of 00:00:20)\n\n[00:00:22] Line 3.");
  expect(await file("json", { clock: "recording", offset: "1000" })).toBe(await file("json", {}));
  expect(JSON.parse(await file("json", {})).lines[1]).toMatchObject({ kind: "gap", startMs: 2_000, pauseMs: 20_000 });
});

test("the lines of any session keep their order and lengths without an offset", () => {
  fc.assert(
    fc.property(anySession, fc.array(fc.nat(60_000)), (made, pauses) => {
      const lines = made.lines.map((one, at) =>
        one.kind === "gap" ? { ...one, endMs: one.startMs, pauseMs: pauses[at] ?? 0 } : one,
      );
      const shifted = onClock({ ...made, lines }, choose("srt", { clock: "recording" })).lines;
      const lengths = (all: readonly ExportedSegment[]) =>
        all.filter(({ kind }) => kind === "speech").map((one) => one.endMs - one.startMs);
      expect(lengths(shifted)).toEqual(lengths(lines));
      expect(shifted.map(({ startMs }) => startMs)).toEqual(
        shifted.map(({ startMs }) => startMs).sort((a, b) => a - b),
      );
    }),
  );
});
