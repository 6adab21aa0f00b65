import type { Segment } from "#protocol/transcript";
import { lineAt } from "./cursor";

/** A shorter silence is part of speech, ms. */
const SHORTEST_MS = 1_000;
/** How much of a silence is played after the words that precede it, and before the words that follow it, ms. */
const AFTER_WORDS_MS = 300;
const BEFORE_WORDS_MS = 200;

/**
 * The place after the silence at `placeMs`; null: there is speech, or too little silence is left. `Infinity`: no speech follows.
 * Gaps count as silence.
 * @param lines sorted by their start
 */
export function afterSilence(
  lines: readonly Pick<Segment, "startMs" | "endMs" | "kind">[],
  placeMs: number,
): number | null {
  const at = lineAt(lines, placeMs);
  const last = lines.findLast(({ kind }, index) => index <= at && kind === "speech");
  const next = lines.find(({ kind }, index) => index > at && kind === "speech");
  if (last && placeMs < last.endMs + AFTER_WORDS_MS) return null;
  if (!next) return Number.POSITIVE_INFINITY;
  const resumeMs = next.startMs - BEFORE_WORDS_MS;
  return resumeMs - placeMs >= SHORTEST_MS - AFTER_WORDS_MS - BEFORE_WORDS_MS ? resumeMs : null;
}
