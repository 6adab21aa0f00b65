import type { Segment } from "./transcript";

/** The length of a gap in seconds as people read it: never 0. */
export function gapSeconds({ startMs, endMs }: Pick<Segment, "startMs" | "endMs">): number {
  return Math.max(1, Math.round((endMs - startMs) / 1_000));
}
