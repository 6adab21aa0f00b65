import { expect, test } from "vitest";
import { bySegmentOrder, type SegmentId } from "#protocol/segment-id";
import { placesFor, type TimedSegment } from "#store/segments/late-places";

const SAMPLES = 16;

test("fifty late runs of ten lines each find places after the same line", () => {
  const other: TimedSegment = { seq: 2, part: 0, startMs: 1_000, pauseMs: null };
  let before: SegmentId = { seq: 1, part: 0 };
  for (let run = 0; run < 50; run += 1) {
    const late = Array.from({ length: 10 }, (_, at) => ({ ...other, seq: 3 + at, startMs: 2_000 + at }));
    const move = { place: 1_000 * SAMPLES, from: 2_000 * SAMPLES, to: 3_000 * SAMPLES };
    const moved = placesFor([other, ...late], before, move) ?? [];
    const places = moved.map(({ toSeq, toPart }) => ({ seq: toSeq, part: toPart }));
    expect(places).toHaveLength(11);
    expect(places.at(-1)).toEqual({ seq: 2, part: 0 });
    const last = places.at(-2);
    expect(last && bySegmentOrder(before, last)).toBeLessThan(0);
    if (last) before = last;
  }
});
