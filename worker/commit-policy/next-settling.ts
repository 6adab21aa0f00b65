import { countAgreed, type HypothesisWord, isHeld } from "./hypothesis-words";
import type { OpenSegment } from "./open-segment";
import type { PlacedWord } from "./placed-words";
import type { PolicyRule } from "./rule";
import { type Settling, settleAt } from "./settle-now";

/**
 * Decides how many of the unsettled words to settle now, and why; null: none. A sentence end counts once its words and the
 * next one are stable.
 */
export function nextSettling(
  words: readonly (HypothesisWord & PlacedWord)[],
  segment: OpenSegment,
  now: number,
  rule: PolicyRule,
): Settling | null {
  const settling = settleAt(words, countAgreed(words, now, rule), now, rule);
  const { endingMs, holdMs } = rule;
  const agreed = countAgreed(words, now, { ...rule, settleMs: endingMs, stableMs: Math.min(endingMs, rule.stableMs) });
  const next = words[agreed];
  const known = next && isHeld(next, now, holdMs) ? words.slice(0, agreed + 1) : words.slice(0, agreed);
  const ending = segment.endAmong(known, agreed);
  const isFirst = ending !== null && !(settling && isEnd(settling) && settling.count < ending);
  return isFirst ? { count: ending, by: "sentence" } : settling;
}

function isEnd({ by }: Settling): boolean {
  return by === "sentence" || by === "pause";
}
