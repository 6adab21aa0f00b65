import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, sum } from "./test-runner/outcome";
import { forward } from "./test-runner/run-command";
import { check, playwright, vitest } from "./test-runner/runners";

/** `npm test` runs all parts in this order; `npm test -- unit e2e` only the named ones. */
const PARTS: Record<string, (folder: string) => Promise<Outcome>> = {
  check,
  unit: (folder) => vitest("unit", folder),
  integration: (folder) => vitest("integration", folder),
  setup: (folder) => vitest("setup", folder),
  e2e: playwright,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !PARTS[name]);
if (unknown.length > 0) {
  console.error(`Unknown parts: ${unknown.join(", ")}. The parts are ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

let stopped = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    stopped = true;
    forward(signal);
  });

const folder = mkdtempSync(join(tmpdir(), "interline-report-"));
const outcomes: Outcome[] = [];
for (const [name, run] of Object.entries(PARTS)) {
  if (stopped || (named.length > 0 && !named.includes(name))) continue;
  console.log(`\n── ${name} ──`);
  outcomes.push(await run(folder));
}
rmSync(folder, { recursive: true, force: true });
const { passed, failed, failures } = sum(outcomes);
if (failures.length > 0) console.log(["", "Failed:", ...failures].join("\n  "));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || stopped ? 1 : 0;
