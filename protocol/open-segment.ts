import type { Draft, Segment } from "./transcript";

/** A sentence that is being spoken: the words that stand, and behind them the words that may still change. */
export type OpenWords = { readonly settled: string; readonly believed: string };

/**
 * Puts an open segment and its draft together. Either may arrive first: a draft that does not go on from the settled words
 * is older than they are, and adds nothing.
 */
export function openWords(segment: Pick<Segment, "text"> | null, draft: Pick<Draft, "text"> | null): OpenWords {
  const settled = segment?.text ?? "";
  const whole = draft?.text ?? "";
  return { settled, believed: whole.startsWith(settled) ? whole.slice(settled.length) : "" };
}
