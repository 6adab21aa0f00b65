import type { Refusal } from "#protocol/refusal";

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** How long to wait, in milliseconds, before what was refused is tried again. */
export function pauseMs(refusal: Refusal): number {
  const asked = refusal.kind === "too-many" ? (refusal.retryAfterSeconds ?? 0) * 1_000 : 0;
  return Math.min(Math.max(PAUSE_MS, asked), LONGEST_PAUSE_MS);
}
