import type { Draft, Segment } from "./transcript";

/** The sentence that is being spoken: settled words, followed by words that may still change. */
export type OpenWords = { readonly settled: string; readonly believed: string };

/**
 * Combines an open segment and its draft, which arrive in any order. A draft that does not begin with the settled words
 * is older than they are and adds nothing.
 */
export function openWords(segment: Pick<Segment, "text"> | null, draft: Pick<Draft, "text"> | null): OpenWords {
  const settled = segment?.text ?? "";
  const whole = draft?.text ?? "";
  return { settled, believed: whole.startsWith(settled) ? whole.slice(settled.length) : "" };
}
