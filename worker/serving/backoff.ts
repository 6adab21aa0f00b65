import type { FailureKind } from "#protocol/session";

/** Failures in a row, without anything committed between them, after which a session has failed. */
export const FAILURES_ALLOWED = 10;
const FIRST_MS = 250;
/** First delay after a used-up quota, ms: quotas are usually counted per minute. */
const FIRST_THROTTLED_MS = 2_000;
const LONGEST_MS = 15_000;

/**
 * Delay after a number of failures without progress, ms. Half of it is random, so that sessions do not retry all at once.
 * @param failures at least 1
 */
export function backoffMs(kind: FailureKind, failures: number, random = Math.random()): number {
  const first = kind === "throttled" ? FIRST_THROTTLED_MS : FIRST_MS;
  return Math.min(first * 2 ** (failures - 1), LONGEST_MS) * (0.5 + random / 2);
}
