import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, sum } from "./testing/outcome";
import { forward } from "./testing/run-command";
import { check, playwright, vitest } from "./testing/runners";

type Stage = { readonly parts: readonly string[]; run(parts: readonly string[], folder: string): Promise<Outcome> };

/** In this order; parts of one stage run together, for they wait for processes more than they work. */
const STAGES: readonly Stage[] = [
  { parts: ["check"], run: check },
  { parts: ["unit"], run: vitest },
  { parts: ["integration", "setup"], run: vitest },
  { parts: ["e2e"], run: (_, folder) => playwright(folder) },
];
const PARTS = STAGES.flatMap(({ parts }) => parts);

// `npm test` runs all of them; `npm test -- unit e2e` only those that are named.
const named = process.argv.slice(2);
const unknown = named.filter((name) => !PARTS.includes(name));
if (unknown.length > 0) {
  console.error(`No such tests: ${unknown.join(", ")}. There are ${PARTS.join(", ")}.`);
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
for (const { parts, run } of STAGES) {
  const wanted = parts.filter((part) => named.length === 0 || named.includes(part));
  if (stopped || wanted.length === 0) continue;
  console.log(`\n── ${wanted.join(", ")} ──`);
  outcomes.push(await run(wanted, folder));
}
rmSync(folder, { recursive: true, force: true });
const { passed, failed, failures } = sum(outcomes);
if (failures.length > 0) console.log(["", "Failed:", ...failures].join("\n  "));
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || stopped ? 1 : 0;
