import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";
import type { Outcome } from "./outcome";

/** Writes the Outcome of a run to VITEST_OUTCOME_FILE. Vitest's own JSON reporter prints a line of its own. */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const outcome: Outcome = { passed: 0, failed: 0, failures: [] };
    for (const module of modules)
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") outcome.passed += 1;
        if (state !== "failed") continue;
        outcome.failed += 1;
        outcome.failures.push(`${module.relativeModuleId}: ${test.fullName}`);
      }
    const file = process.env.VITEST_OUTCOME_FILE;
    if (file) writeFileSync(file, JSON.stringify(outcome));
  }
}
