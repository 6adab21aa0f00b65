import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paceCues } from "#export/subtitles/pace";

type Timed = { startMs: number; endMs: number; lines: string[] };

const perSecond = ({ startMs, endMs, lines }: Timed) => (lines.join("").length / (endMs - startMs)) * 1_000;
const needed = ({ lines }: Timed) => Math.max(1_000, Math.ceil((lines.join("").length / 17) * 1_000));
const pace = (cues: readonly Timed[]) => [...paceCues(cues)];

const anyLines = fc.array(
  fc.integer({ min: 1, max: 42 }).map((length) => "x".repeat(length)),
  { minLength: 1, maxLength: 2 },
);
/** Random cues: many begin at the same time, some long after the one before. */
const anyCues = fc
  .array(
    fc.record({
      afterMs: fc.oneof(fc.integer({ min: 0, max: 4_000 }), fc.constant(0), fc.integer({ min: 0, max: 30_000 })),
      lengthMs: fc.integer({ min: 0, max: 10_000 }),
      lines: anyLines,
    }),
    { maxLength: 40 },
  )
  .map((made) => {
    let at = 0;
    return made.map(({ afterMs, lengthMs, lines }): Timed => {
      at += afterMs;
      return { startMs: at, endMs: at + lengthMs, lines };
    });
  });

describe("any cues", () => {
  test("keep their order and lines, last 1 to 6 s, and do not overlap", () => {
    fc.assert(
      fc.property(anyCues, (cues) => {
        const paced = pace(cues);
        expect(paced.map(({ lines }) => lines)).toEqual(cues.map(({ lines }) => lines));
        paced.forEach(({ startMs, endMs }, at) => {
          expect(endMs - startMs).toBeGreaterThanOrEqual(1_000);
          expect(endMs - startMs).toBeLessThanOrEqual(6_000);
          expect(endMs).toBeLessThanOrEqual(paced[at + 1]?.startMs ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });

  test("begin at most 0.5 s before their words, and at most 1 s after them unless the cue before has only 1 s", () => {
    fc.assert(
      fc.property(anyCues, (cues) => {
        const paced = pace(cues);
        paced.forEach(({ startMs }, at) => {
          const spoken = cues[at]?.startMs ?? 0;
          expect(startMs).toBeGreaterThanOrEqual(spoken - 500);
          if (startMs > spoken + 1_000) expect(startMs).toBe((paced[at - 1]?.startMs ?? 0) + 1_000);
        });
      }),
    );
  });

  test("have at most 17 characters a second, unless the next cue follows at once", () => {
    fc.assert(
      fc.property(anyCues, (cues) => {
        const paced = pace(cues);
        paced.forEach((cue, at) => {
          if (perSecond(cue) > 17) expect(cue.endMs).toBe(paced[at + 1]?.startMs);
        });
      }),
    );
  });
});

test("cues that can be read before the next one is spoken begin with their words and have at most 17 characters a second", () => {
  fc.assert(
    fc.property(anyCues, (cues) => {
      let at = 0;
      const slow = cues.map((cue, index) => {
        const startMs = Math.max(at, cue.startMs);
        at = startMs + needed(cue) + (index % 3) * 100;
        return { ...cue, startMs, endMs: startMs + 500 };
      });
      const paced = pace(slow);
      expect(paced.map(({ startMs }) => startMs)).toEqual(slow.map(({ startMs }) => startMs));
      for (const cue of paced) expect(perSecond(cue)).toBeLessThanOrEqual(17);
    }),
  );
});

describe("a cue that is spoken too fast", () => {
  const cue = (startMs: number, length: number, lengthMs = 1_500): Timed => ({
    ...{ startMs, endMs: startMs + lengthMs },
    lines: ["x".repeat(length)],
  });

  test("takes time from the pauses before and after it", () => {
    const [first, second] = pace([cue(5_000, 42), cue(6_500, 42)]);
    expect([first?.startMs, first?.endMs]).toEqual([4_500, 6_971]);
    expect([second?.startMs, second?.endMs]).toEqual([6_971, 9_442]);
  });

  test("takes time from a short cue after it", () => {
    const paced = pace([cue(0, 34), cue(1_500, 5), cue(3_500, 5)]);
    expect(paced.map(({ startMs, endMs }) => endMs - startMs)).toEqual([2_000, 1_000, 1_500]);
  });

  test("gets the same time as the others in a long fast speech, and is at most 0.5 s late", () => {
    const fast = Array.from({ length: 60 }, (_, at) => cue(at * 1_500, 42));
    const paced = pace(fast).slice(1, 50);
    paced.forEach(({ startMs, endMs }, at) => {
      expect(endMs - startMs).toBe(1_500);
      expect(Math.abs(startMs - (at + 1) * 1_500)).toBeLessThanOrEqual(500);
    });
  });
});
