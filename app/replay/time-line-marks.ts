import { segmentKey } from "#protocol/segment-id";
import type { Segment } from "#protocol/transcript";

/** Paths in the strip of the time line, which is 32 units high; each is empty if there is nothing of its kind. */
export type TimeLineMarks = {
  /** Sound that is lost: areas. */
  readonly gaps: string;
  /** Pauses, which have no length: lines. */
  readonly pauses: string;
  /** The lines with which another speaker begins: ticks at the top. */
  readonly speakers: string;
  /** The lines in which words were found: ticks at the bottom. */
  readonly found: string;
};

/**
 * @param found the keys of the lines in which words were found
 * @param at the place of a time in the strip; marks at one place are drawn once
 */
export function timeLineMarks(
  segments: readonly Segment[],
  found: ReadonlySet<string>,
  at: (ms: number) => number,
): TimeLineMarks {
  const gaps = segments.filter(({ kind, pauseMs }) => kind === "gap" && pauseMs === undefined);
  const pauses = segments.filter(({ pauseMs }) => pauseMs !== undefined);
  const spoken = segments.filter(({ kind }) => kind === "speech");
  const turns = spoken.filter(({ speaker }, index) => speaker !== undefined && speaker !== spoken[index - 1]?.speaker);
  const ticks = (some: readonly Segment[], stroke: string) =>
    [...new Set(some.map(({ startMs }) => at(startMs)))].map((x) => `M${x} ${stroke}`).join("");
  return {
    gaps: gaps.map(({ startMs, endMs }) => `M${at(startMs)} 4V28H${at(endMs)}V4Z`).join(""),
    pauses: ticks(pauses, "4V28"),
    speakers: ticks(turns, "0V5"),
    found: ticks(
      segments.filter((segment) => found.has(segmentKey(segment))),
      "26V32",
    ),
  };
}
