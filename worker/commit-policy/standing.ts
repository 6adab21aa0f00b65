import type { SpokenWord } from "./words";

/** A word of the present hypothesis and how long it has stood there. Times are ms of sound. */
export type StandingWord = SpokenWord & {
  /** Since when this very word stands at this place. */
  readonly since: number;
  /** Since when any word stands at this place. */
  readonly openSince: number;
  /** Hypotheses in a row that hold it here. */
  readonly seen: number;
  /** The engine itself says that it will not change. */
  readonly stable: boolean;
};

/**
 * Compares a hypothesis with the one before, place by place.
 * @param stable how many of the words the engine calls stable
 * @param now ms of sound that the engine has heard
 */
export function compare(
  before: readonly StandingWord[],
  words: readonly SpokenWord[],
  stable: number,
  now: number,
): StandingWord[] {
  return words.map((word, index) => {
    const last = before[index];
    const isSame = last?.key === word.key;
    return {
      ...word,
      since: isSame ? last.since : now,
      openSince: last?.openSince ?? now,
      seen: isSame ? last.seen + 1 : 1,
      stable: index < stable,
    };
  });
}

/** It has stood for long enough to be shown. */
export function isHeld({ stable, since }: StandingWord, now: number, holdMs: number): boolean {
  return stable || now - since >= holdMs;
}

export type Agreement = {
  /** A word that has stood for this long will not change, ms of sound. */
  readonly settleMs: number;
  /** The same for a word that the engine calls stable. */
  readonly stableMs: number;
  /** Where other words stood before it, it has to stand longer: by as long as they did, times this, */
  readonly doubt: number;
  /** but by no more than this, ms. */
  readonly mostDoubtMs: number;
  /** Hypotheses in a row that must hold it. */
  readonly seen: number;
  /** Words at the end of the hypothesis that are believed only after twice as long. */
  readonly mask: number;
};

/** An engine that hears something else says so within this time. */
const REPEATED_MS = 600;

/** How many words from the beginning will not change any more. */
export function countAgreed(words: readonly StandingWord[], now: number, rule: Agreement): number {
  const unsettled = words.findIndex((word, index) => {
    const isMasked = index >= words.length - rule.mask;
    const usual = word.stable ? rule.stableMs : isMasked ? 2 * rule.settleMs : rule.settleMs;
    const needed = usual + Math.min(rule.mostDoubtMs, rule.doubt * (word.since - word.openSince));
    // A hypothesis that nothing follows is not repeated: it has stood for longer instead.
    return now - word.since < needed || (word.seen < rule.seen && now - word.since < rule.settleMs + REPEATED_MS);
  });
  return unsettled === -1 ? words.length : unsettled;
}
