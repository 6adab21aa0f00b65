/** The counts of one runner. */
export interface Outcome {
  passed: number;
  failed: number;
  /** Names of failed tests, repeated at the end, since a long log is read from there. */
  failures: string[];
}

export const NONE: Outcome = { passed: 0, failed: 0, failures: [] };

export function sum(outcomes: Outcome[]): Outcome {
  return outcomes.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      failures: [...a.failures, ...b.failures],
    }),
    NONE,
  );
}

/**
 * Adds one failure for a runner that ended without a failed test but did not succeed: it crashed, a file did not load, or
 * it found no test at all.
 * @param status exit status; null: a signal
 */
export function withStatus(outcome: Outcome, runner: string, status: number | null): Outcome {
  if (outcome.failed > 0) return outcome;
  if (status !== 0) return { ...outcome, failed: 1, failures: [`${runner} ended with ${status ?? "a signal"}`] };
  return outcome.passed > 0 ? outcome : { ...outcome, failed: 1, failures: [`${runner} ran no test`] };
}
