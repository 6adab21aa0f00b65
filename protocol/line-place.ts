import type { Segment } from "./transcript";

/** Which line. Apart from the schemas: a reader's page loads no zod. */
export type LinePlace = Pick<Segment, "seq" | "part">;

/** The same for the same line. */
export function lineKey({ seq, part = 0 }: LinePlace): string {
  return part === 0 ? String(seq) : `${seq}.${part}`;
}

/** The order in which lines were spoken. */
export function byPlace(a: LinePlace, b: LinePlace): number {
  return a.seq - b.seq || (a.part ?? 0) - (b.part ?? 0);
}

/** The place alone, without what else is known of the line. */
export function placeOf({ seq, part }: LinePlace): LinePlace {
  return part === undefined ? { seq } : { seq, part };
}
