import type { FailureKind } from "#protocol/session";

/** Failures in a row, without anything committed between them, after which a session has failed. */
export const FAILURES_ALLOWED = 10;
const FIRST_MS = 250;
/** A quota comes back by the minute. */
const FIRST_THROTTLED_MS = 2_000;
const LONGEST_MS = 15_000;

/**
 * How long to wait after so many failures without progress: half of it at random, so that many sessions do not come
 * back at the same moment.
 */
export function backoffMs(kind: FailureKind, failures: number, random = Math.random()): number {
  const first = kind === "throttled" ? FIRST_THROTTLED_MS : FIRST_MS;
  return Math.min(first * 2 ** (failures - 1), LONGEST_MS) * (0.5 + random / 2);
}
