import type { HypothesisWord } from "./hypothesis-words";
import { endsClause, endsSentence } from "./sentence";
import { gapBetween, type SpokenWord } from "./words";

export type SettlingRule = {
  /** A gap of this length between two words settles the words before it, ms. */
  readonly settlePauseMs: number;
  /** The same for an engine without word times: the hypothesis has not changed for this long, ms. */
  readonly unchangedMs: number;
  /** Once the first open word is this old, words are settled up to the best place available, ms. */
  readonly softMs: number;
  /** Fewer words than this are settled only once the first of them is twice as old (2 * `softMs`). */
  readonly words: number;
  /** Once the first open word is this old, words are settled even if they have not agreed, ms. */
  readonly capMs: number;
};

/** The number of the first unsettled words that are settled, and the reason. */
export type Settling = { readonly count: number; readonly by: "sentence" | "pause" | "age" | "cap" };

/** A shorter gap may be a stop consonant. */
const SHORTEST_GAP_MS = 80;

/** Decides how many of the unsettled words are settled now, and why; null: none. */
export function settleAt(
  words: readonly HypothesisWord[],
  agreed: number,
  now: number,
  rule: SettlingRule,
): Settling | null {
  const first = words[0];
  if (!first) return null;
  const ended = endWithin(words, agreed, rule.settlePauseMs);
  if (ended) return ended;
  const last = words.at(-1);
  if (last && agreed === words.length && isSilentAfter(last, now, rule)) return { count: agreed, by: "pause" };
  const age = now - endOf(first);
  const isLongEnough = agreed >= rule.words || (agreed > 0 && age >= 2 * rule.softMs);
  if (age >= rule.softMs && isLongEnough) return { count: bestPlace(words, agreed, rule.words), by: "age" };
  if (age < rule.capMs) return null;
  const due = words.filter((word) => now - endOf(word) >= rule.softMs).length;
  return { count: Math.max(1, agreed, due), by: "cap" };
}

/** The first sentence end or pause within words that will not change. */
export function endWithin(words: readonly SpokenWord[], agreed: number, pauseMs: number): Settling | null {
  for (let count = 1; count <= agreed; count += 1) {
    const [word, next] = [words[count - 1], words[count]];
    if (!word || !next) return null;
    if (endsSentence(word.text) && !/^\p{Ll}/u.test(next.text)) return { count, by: "sentence" };
    if (gapBetween(word, next) >= pauseMs) return { count, by: "pause" };
  }
  return null;
}

/** Without word times: typical delay of an engine from the end of a word to its display. */
const SHOWN_AFTER_MS = 400;

function endOf(word: HypothesisWord): number {
  return word.time?.endMs ?? word.unsettledSince - SHOWN_AFTER_MS;
}

function isSilentAfter(
  last: HypothesisWord,
  now: number,
  { settlePauseMs: pauseMs, unchangedMs }: SettlingRule,
): boolean {
  return last.time ? now - last.time.endMs >= pauseMs && now - last.since >= pauseMs : now - last.since >= unchangedMs;
}

/** Chooses the place to settle up to: after the last clause, else in the longest gap, else after the last agreed word. */
function bestPlace(words: readonly HypothesisWord[], agreed: number, least: number): number {
  let [best, longest] = [agreed, SHORTEST_GAP_MS];
  for (let count = Math.min(least, agreed); count <= agreed; count += 1) {
    const [word, next] = [words[count - 1], words[count]];
    if (!word) break;
    if (endsClause(word.text) || endsSentence(word.text)) [best, longest] = [count, Number.POSITIVE_INFINITY];
    else if (next && gapBetween(word, next) >= longest) [best, longest] = [count, gapBetween(word, next)];
  }
  return best;
}
