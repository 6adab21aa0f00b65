import * as z from "zod/mini";

const Count = z.int().check(z.nonnegative());

/** The times of the words of a segment, for its text at this rev. Sorted by index in the text. */
export const SegmentTimes = z.object({
  seq: Count,
  part: z.optional(Count),
  rev: Count,
  /**
   * Of each word: the index of its first UTF-16 unit in the text, and the index after its last; its start and end, ms on the
   * session's clock.
   */
  words: z.array(z.tuple([Count, Count, Count, Count])),
});
export type SegmentTimes = z.infer<typeof SegmentTimes>;

/** `next`: the seq from which the following page begins; null: this is the last one. */
export const TimesPage = z.object({ segments: z.array(SegmentTimes), next: z.nullable(Count) });
export type TimesPage = z.infer<typeof TimesPage>;
