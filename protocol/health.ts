import * as z from "zod/mini";
import { BudgetState } from "./budget";
import { Count } from "./transcript";

/** The health of a session, sent to its owner alone, every 2 s while a worker serves the session. Holds no words. */
export const Health = z.object({
  recogniser: z.enum(["ok", "retrying", "resting"]),
  /** The last speech was not in the spoken language; absent: it was, or the engine cannot tell. */
  isOtherLanguage: z.optional(z.boolean()),
  /** Sound that was given to the recogniser and not recognised yet, ms. */
  recognitionLagMs: Count,
  /** Time from the end of a piece's first word to its settling, the median of the last minute's pieces, ms; null: no speech. */
  commitLagMs: z.nullable(Count),
  /** Settled words per minute, over the last minute. */
  wordsPerMinute: Count,
  /** Draft translations that were skipped because of the budget. */
  draftsHeldBack: Count,
  draftTranslations: z.boolean(),
  /** Untranslated segments, by language. */
  backlog: z.record(z.string(), Count),
  /** The budget for translations; absent: not low. */
  budget: z.optional(BudgetState),
});
export type Health = z.infer<typeof Health>;

/** The health of a session that no worker serves. */
export function atRest(
  { backlog, draftTranslations }: Pick<Health, "backlog" | "draftTranslations">,
  budget: BudgetState | null = null,
): Health {
  const still = {
    recogniser: "resting",
    recognitionLagMs: 0,
    commitLagMs: null,
    wordsPerMinute: 0,
    draftsHeldBack: 0,
  } as const;
  return { ...still, backlog, draftTranslations, ...(budget && { budget }) };
}
