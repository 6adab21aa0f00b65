/** What one runner counted. */
export interface Outcome {
  passed: number;
  failed: number;
}

export const NONE: Outcome = { passed: 0, failed: 0 };

export function sum(outcomes: Outcome[]): Outcome {
  return outcomes.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), NONE);
}

/** A runner that ended badly without a failed test (it crashed, a file did not load) counts as one that failed. */
export function withStatus({ passed, failed }: Outcome, status: number | null): Outcome {
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
}
