import * as z from "zod/mini";
import { BudgetState } from "./budget";
import { Count } from "./transcript";

/** How it goes, for the owner alone, every 2 s while the session is served. Holds no words. */
export const Health = z.object({
  recogniser: z.enum(["ok", "retrying", "resting"]),
  /** Sound that the recogniser was given and has not heard, ms. */
  heardLagMs: Count,
  /** From a word's end to its line, the median of the last minute's lines, ms; null: nothing was said. */
  commitLagMs: z.nullable(Count),
  /** Of the last minute. */
  wordsPerMinute: Count,
  /** Translations of drafts that were not asked for, because they would have cost too much. */
  draftsHeldBack: Count,
  draftTranslations: z.boolean(),
  /** Lines that are not translated yet, by language. */
  backlog: z.record(z.string(), Count),
  /** Of translations; absent: there is enough of it. */
  budget: z.optional(BudgetState),
});
export type Health = z.infer<typeof Health>;

/** Of a session that nobody serves: nobody speaks. */
export function atRest(
  { backlog, draftTranslations }: Pick<Health, "backlog" | "draftTranslations">,
  budget: BudgetState | null = null,
): Health {
  const still = {
    recogniser: "resting",
    heardLagMs: 0,
    commitLagMs: null,
    wordsPerMinute: 0,
    draftsHeldBack: 0,
  } as const;
  return { ...still, backlog, draftTranslations, ...(budget && { budget }) };
}
