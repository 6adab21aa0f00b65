/** What one runner counted. */
export interface Outcome {
  passed: number;
  failed: number;
  /** What failed, as its runner names it: it stands again at the end, where a long log is read first. */
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

/** A runner that ended badly without a failed test (it crashed, a file did not load) counts as one that failed. */
export function withStatus(outcome: Outcome, runner: string, status: number | null): Outcome {
  if (status === 0 || outcome.failed > 0) return outcome;
  return { ...outcome, failed: 1, failures: [`${runner} ended with ${status ?? "a signal"}`] };
}
