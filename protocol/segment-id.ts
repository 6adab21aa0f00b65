import type { Segment } from "./transcript";

/** The identity of a segment. Separate from the schemas, since the page of readers loads no zod. */
export type SegmentId = Pick<Segment, "seq" | "part">;

/** A key that is equal for the same segment. */
export function segmentKey({ seq, part = 0 }: SegmentId): string {
  return part === 0 ? String(seq) : `${seq}.${part}`;
}

/** Compares segments by the order in which they were spoken. */
export function bySegmentOrder(a: SegmentId, b: SegmentId): number {
  return a.seq - b.seq || (a.part ?? 0) - (b.part ?? 0);
}

/** The identity alone, without the other fields of the segment. */
export function segmentIdOf({ seq, part }: SegmentId): SegmentId {
  return part === undefined ? { seq } : { seq, part };
}
