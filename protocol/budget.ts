import * as z from "zod/mini";
import { Count } from "./transcript";

/** The paid work of engines: characters translated, seconds of sound recognised. */
export const BUDGET_KINDS = ["characters", "seconds"] as const;
export type BudgetKind = (typeof BUDGET_KINDS)[number];

export const BUDGET_SCOPES = ["user", "address", "instance"] as const;
export type BudgetScope = (typeof BUDGET_SCOPES)[number];

export const BUDGET_WINDOWS = ["hour", "day"] as const;
export type BudgetWindow = (typeof BUDGET_WINDOWS)[number];

/** From this share of a budget on, drafts are not translated and the log has a warning. */
export const LOW_SHARE = 0.8;

/** The state of a budget that is nearly or fully spent: `low` stops drafts, `used-up` delays everything. */
export const BudgetState = z.object({
  state: z.enum(["low", "used-up"]),
  /** Until the window ends. */
  retryAfterSeconds: Count,
});
export type BudgetState = z.infer<typeof BudgetState>;

/** The amount that is spent of a budget of the whole instance. */
export type Spending = {
  readonly kind: BudgetKind;
  readonly window: BudgetWindow;
  readonly used: number;
  readonly limit: number;
};
