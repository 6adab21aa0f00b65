import type { Spending } from "./budget";
import type { FailureKind, SessionState } from "./session";

/** What an administrator sees: never a title, a word or a name. */
export type Overview = {
  readonly sessions: readonly {
    readonly id: string;
    readonly state: SessionState;
    readonly createdAt: string;
    /** Sound that was heard, in ms. */
    readonly heardMs: number;
    readonly sourceLang: string;
    readonly targetLangs: readonly string[];
    readonly segments: number;
    /** Engine errors since the last progress. */
    readonly failures: number;
    /** Chunks that nobody has recognised yet. */
    readonly waitingChunks: number;
  }[];
  readonly queues: readonly {
    readonly name: string;
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
  }[];
  /** Translations that are owed, and since when the oldest. */
  readonly owed: { readonly count: number; readonly since: string | null };
  readonly workers: readonly {
    readonly id: string;
    readonly engine: string;
    readonly translator: string;
    readonly capacity: number;
    readonly serving: number;
  }[];
  /** What is spent of the budgets of the whole instance. */
  readonly budgets: readonly Spending[];
  /** Sessions of the last 24 hours that failed, by reason. */
  readonly failed: readonly { readonly failure: FailureKind; readonly count: number }[];
};
