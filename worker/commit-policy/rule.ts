import type { Agreement } from "./hypothesis-words";
import type { SentenceRule } from "./sentence-end";
import type { SettlingRule } from "./settle-now";

export type PolicyRule = Agreement &
  SettlingRule & {
    /** Time after which the last words of a sentence are settled, ms: the next sentence has begun. */
    readonly endingMs: number;
    /** An open word is shown once it has been stable for this long, ms of sound. */
    readonly holdMs: number;
    readonly sentence: SentenceRule;
  };

/** The best of the rules measured in bench/policies.md. */
export const RULE: PolicyRule = {
  settleMs: 900,
  stableMs: 750,
  doubt: 1,
  mostDoubtMs: 1_000,
  seen: 2,
  mask: 0,
  settlePauseMs: 600,
  unchangedMs: 1_200,
  softMs: 2_300,
  words: 3,
  capMs: 6_500,
  endingMs: 600,
  holdMs: 450,
  sentence: {
    markMs: 300,
    sentencePauseMs: 1_200,
    unmarkedPauseMs: 700,
    mostWords: 32,
    mostMs: 16_000,
    phraseShare: 0.5,
  },
};
