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

/** A runner that failed without a failed test (it crashed, or a file did not load) counts as one failure. */
export function withStatus(outcome: Outcome, runner: string, status: number | null): Outcome {
  if (status === 0 || outcome.failed > 0) return outcome;
  return { ...outcome, failed: 1, failures: [`${runner} ended with ${status ?? "a signal"}`] };
}
