import * as z from "zod/mini";

const Count = z.int().check(z.nonnegative());

/** The times of the words of a segment, which hold for its text at this rev. Sorted by their places. */
export const LineTimes = z.object({
  seq: Count,
  part: z.optional(Count),
  rev: Count,
  /** Of each word: its first and after its last UTF-16 unit in the text; start and end, ms on the session's clock. */
  words: z.array(z.tuple([Count, Count, Count, Count])),
});
export type LineTimes = z.infer<typeof LineTimes>;

/** `next`: the seq from which the following page begins; null: this is the last one. */
export const TimesPage = z.object({ lines: z.array(LineTimes), next: z.nullable(Count) });
export type TimesPage = z.infer<typeof TimesPage>;
