import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  beginLog,
  extendLog,
  isInLog,
  type LogReach,
  msToNextEntry,
  TRANSLATION_WAIT_MS,
} from "#app/transcript/log-reach";
import type { Segment } from "#protocol/transcript";

const speech = (seq: number, more: Partial<Segment> = {}): Segment => ({
  seq,
  rev: seq,
  kind: "speech",
  text: `line ${seq}`,
  lang: "en-US",
  startMs: seq * 1_000,
  endMs: seq * 1_000 + 900,
  confidence: 1,
  ...more,
});
const open = (seq: number) => speech(seq, { open: true });
const EMPTY: LogReach = beginLog([]);
const translated = (...seqs: number[]) => {
  return ({ seq }: Segment) => seqs.includes(seq);
};
const held = (log: LogReach, segments: readonly Segment[]) =>
  segments.filter((segment) => isInLog(log, segment)).map(({ seq }) => seq);

describe("the log of a page", () => {
  test("has the closed segments at once when the page is opened", () => {
    const segments = [speech(1), speech(2), open(3)];
    expect(held(beginLog(segments), segments)).toEqual([1, 2]);
    expect(held(beginLog([speech(1), speech(2)]), segments)).toEqual([1, 2]);
  });

  test("takes in a segment that is closed and has its translations", () => {
    const before = beginLog([open(1)]);
    const reading = { isTranslated: translated(1), now: 0 };
    expect(held(extendLog(before, [open(1)], reading), [open(1)])).toEqual([]);
    expect(held(extendLog(before, [speech(1)], reading), [speech(1)])).toEqual([1]);
  });

  test("takes in a gap, which has no translation, at once", () => {
    const gap = speech(1, { kind: "gap", text: "" });
    expect(held(extendLog(EMPTY, [gap], { isTranslated: translated(), now: 0 }), [gap])).toEqual([1]);
  });

  test("takes in a segment without its translations 1.5 s after the page saw it closed", () => {
    const segments = [speech(1)];
    const isTranslated = translated();
    const waiting = extendLog(EMPTY, segments, { isTranslated, now: 100 });
    expect(held(waiting, segments)).toEqual([]);
    expect(msToNextEntry(waiting, segments, 400)).toBe(TRANSLATION_WAIT_MS - 300);
    const almost = extendLog(waiting, segments, { isTranslated, now: 99 + TRANSLATION_WAIT_MS });
    expect(almost).toBe(waiting);
    const entered = extendLog(waiting, segments, { isTranslated, now: 100 + TRANSLATION_WAIT_MS });
    expect(held(entered, segments)).toEqual([1]);
    expect(msToNextEntry(entered, segments, 400)).toBeNull();
  });

  test("lets no segment overtake an earlier one", () => {
    const segments = [speech(1), speech(2), open(3)];
    const waiting = extendLog(EMPTY, segments, { isTranslated: translated(2), now: 0 });
    expect(held(waiting, segments)).toEqual([]);
    expect(held(extendLog(waiting, segments, { isTranslated: translated(1, 2), now: 10 }), segments)).toEqual([1, 2]);
    expect(
      msToNextEntry(
        extendLog(EMPTY, [open(1), speech(2)], { isTranslated: translated(), now: 0 }),
        [open(1), speech(2)],
        0,
      ),
    ).toBeNull();
  });

  test("keeps its segments when another language is shown, and takes in split parts of them at once", () => {
    const before = beginLog([speech(1), speech(2)]);
    const segments = [speech(1), speech(1, { part: 7 }), speech(2)];
    const after = extendLog(before, segments, { isTranslated: translated(), now: 0 });
    expect(held(after, segments)).toEqual([1, 1, 2]);
  });

  test("only grows, and has every closed segment in the end", () => {
    const step = fc.record({ closes: fc.boolean(), translates: fc.nat(6), ms: fc.nat(900) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let log = EMPTY;
        let now = 0;
        let segments = [open(1)];
        const done = new Set<number>();
        const extend = () => {
          log = extendLog(log, segments, { isTranslated: ({ seq }) => done.has(seq), now });
        };
        for (const { closes, translates, ms } of steps) {
          const before = held(log, segments);
          now += ms;
          done.add(translates);
          if (closes) segments = [...segments.slice(0, -1), speech(segments.length), open(segments.length + 1)];
          extend();
          expect(held(log, segments).slice(0, before.length)).toEqual(before);
          expect(held(log, segments)).toEqual(segments.slice(0, held(log, segments).length).map(({ seq }) => seq));
        }
        extend();
        now += TRANSLATION_WAIT_MS;
        extend();
        expect(held(log, segments)).toEqual(segments.slice(0, -1).map(({ seq }) => seq));
      }),
    );
  });
});
