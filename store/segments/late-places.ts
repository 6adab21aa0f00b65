import { bySegmentOrder, type SegmentId } from "#protocol/segment-id";
import { samplesToMs } from "#protocol/sound";
import { MOST_PARTS } from "#protocol/transcript";

/** Samples on the session's clock: the late run is `from` to `to`, and what was captured after it is `place` to `from`. */
export type Move = { readonly place: number; readonly from: number; readonly to: number };

export type TimedSegment = {
  readonly seq: number;
  readonly part: number;
  readonly startMs: number;
  readonly pauseMs: number | null;
};

/** A segment with its new place. `by`: what is added to its times, ms. `pauseMs` 0: the pause has gone. */
export type Moved = TimedSegment & { readonly toSeq: number; readonly toPart: number; readonly by: number };

/** A pause that would become shorter goes, ms. */
const SHORTEST_PAUSE_MS = 1_000;
/** Between the places of two late segments at most: enough to split each many times, and room for further late runs. */
const MOST_STEP = 65_536;

/**
 * The new places of segments when a late run moves to where it was said: its segments become parts of the segment before them.
 * The first pause after the run becomes shorter by the run's length, and the pause after its earlier place longer, so that the
 * segments that follow keep their times of the day.
 * @param segments from the moment of the move on, in their order
 * @param before the last segment before them, also if it was removed; null: there is none
 * @returns null: nothing was captured before the run, or there is no free part between its neighbours
 */
export function placesFor(segments: readonly TimedSegment[], before: SegmentId | null, move: Move): Moved[] | null {
  const [placeMs, fromMs, toMs] = [move.place, move.from, move.to].map(samplesToMs) as [number, number, number];
  const passed = segments.filter(({ startMs }) => startMs < fromMs);
  const late = segments.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
  const after = segments.find(({ startMs, pauseMs }) => startMs === toMs && pauseMs !== null);
  const [first, second] = passed;
  if (!first) return null;
  // Where nothing was said before, the pause is before the late segments.
  const left = before ?? (first.pauseMs === null ? null : first);
  const right = before ? first : second;
  if (!left) return null;
  const beginPart = left.part ?? 0;
  const endPart = right?.seq === left.seq ? right.part : MOST_PARTS;
  const step = Math.min(Math.floor((endPart - beginPart) / (late.length + 1)), MOST_STEP);
  if (step < 1) return null;

  const pause = passed.find(({ pauseMs }) => pauseMs !== null);
  const lengthMs = toMs - fromMs;
  const shorter = (ms: number) => (ms - lengthMs < SHORTEST_PAUSE_MS ? 0 : ms - lengthMs);
  const stays = ({ seq, part }: TimedSegment) => ({ toSeq: seq, toPart: part });
  return [
    ...passed.map((one) => ({
      ...{ ...one, ...stays(one), by: lengthMs },
      pauseMs: one === pause && one.pauseMs !== null ? shorter(one.pauseMs) : one.pauseMs,
    })),
    ...late.map((one, index) => ({
      ...{ ...one, toSeq: left.seq, toPart: beginPart + step * (index + 1), by: placeMs - fromMs },
    })),
    ...(after ? [{ ...after, ...stays(after), by: 0, pauseMs: (after.pauseMs ?? 0) + lengthMs }] : []),
  ].sort((a, b) => bySegmentOrder({ seq: a.toSeq, part: a.toPart }, { seq: b.toSeq, part: b.toPart }));
}
