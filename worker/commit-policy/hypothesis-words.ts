import type { SpokenWord } from "./words";

/** A word of the present hypothesis and how long it has been there. Times are ms of sound. */
export type HypothesisWord = SpokenWord & {
  /** When this word appeared at this place. */
  readonly since: number;
  /** When the first word appeared at this place. */
  readonly unsettledSince: number;
  /** Number of consecutive hypotheses with this word at this place. */
  readonly seen: number;
  /** The engine reports that it will not change. */
  readonly stable: boolean;
};

/**
 * Compares a hypothesis with the one before, place by place.
 * @param stable how many of the words the engine calls stable
 * @param now ms of sound that the engine has processed
 */
export function compare(
  before: readonly HypothesisWord[],
  words: readonly SpokenWord[],
  stable: number,
  now: number,
): HypothesisWord[] {
  return words.map((word, index) => {
    const last = before[index];
    const isSame = last?.key === word.key;
    return {
      ...word,
      since: isSame ? last.since : now,
      unsettledSince: last?.unsettledSince ?? now,
      seen: isSame ? last.seen + 1 : 1,
      stable: index < stable,
    };
  });
}

/** Whether a word has been stable for long enough to be shown. */
export function isHeld({ stable, since }: HypothesisWord, now: number, holdMs: number): boolean {
  return stable || now - since >= holdMs;
}

export type Agreement = {
  /** A word that has been stable for this long is settled, ms of sound. */
  readonly settleMs: number;
  /** The same for a word that the engine calls stable. */
  readonly stableMs: number;
  /** A word that replaced others must be stable for longer: additionally for their time at its place, times this factor. */
  readonly doubt: number;
  /** Upper bound of that additional time, ms. */
  readonly mostDoubtMs: number;
  /** Number of consecutive hypotheses that must hold it. */
  readonly seen: number;
  /** Number of last words of the hypothesis that need twice the time. */
  readonly mask: number;
};

/** An engine that changes a word again does so within this time, ms. */
const REPEATED_MS = 600;

/** Number of first words that have been stable for long enough to be settled. */
export function countAgreed(words: readonly HypothesisWord[], now: number, rule: Agreement): number {
  const unsettled = words.findIndex((word, index) => {
    const isMasked = index >= words.length - rule.mask;
    const usual = word.stable ? rule.stableMs : isMasked ? 2 * rule.settleMs : rule.settleMs;
    const needed = usual + Math.min(rule.mostDoubtMs, rule.doubt * (word.since - word.unsettledSince));
    // The last hypothesis before a silence is not repeated, so its words have to be stable for longer instead.
    return now - word.since < needed || (word.seen < rule.seen && now - word.since < rule.settleMs + REPEATED_MS);
  });
  return unsettled === -1 ? words.length : unsettled;
}
