import type { Spending } from "./budget";
import type { FailureKind, SessionState } from "./session";

/** The overview for administrators. Never holds titles, words or names. */
export type Overview = {
  readonly sessions: readonly {
    readonly id: string;
    readonly state: SessionState;
    readonly createdAt: string;
    /** Recognised sound, ms. */
    readonly heardMs: number;
    readonly sourceLang: string;
    readonly targetLangs: readonly string[];
    readonly segments: number;
    /** Engine errors since the last progress. */
    readonly failures: number;
    /** Chunks in the mailbox that are not recognised yet. */
    readonly waitingChunks: number;
  }[];
  readonly queues: readonly {
    readonly name: string;
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
  }[];
  /** Owed translations, and the age of the oldest. */
  readonly owed: { readonly count: number; readonly since: string | null };
  readonly workers: readonly {
    readonly id: string;
    readonly engine: string;
    readonly translator: string;
    readonly capacity: number;
    readonly serving: number;
  }[];
  /** The amount that is spent of the budgets of the whole instance. */
  readonly budgets: readonly Spending[];
  /** The stored sound of all people, and its limit, bytes. */
  readonly sound: { readonly used: number; readonly limit: number };
  /** Sessions of the last 24 hours that failed, by reason. */
  readonly failed: readonly { readonly failure: FailureKind; readonly count: number }[];
};
