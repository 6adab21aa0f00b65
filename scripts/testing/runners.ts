import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NONE, type Outcome, sum, withStatus } from "./outcome";
import { runCommand } from "./run-command";

const CHECKS: [string, ...string[]][] = [
  ["biome", "check", "."],
  ["tsc", "--noEmit"],
  ["knip"],
  ["depcruise", "--config", ".dependency-cruiser.cjs", "."],
  ["depcruise", "--config", ".dependency-cruiser.client.cjs", "app"],
];

/** Every check of `npm run check`, each counted as a test. */
export async function check(): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const [bin, ...args] of CHECKS) {
    const begin = Date.now();
    const passed = (await runCommand(bin, args)) === 0;
    console.log(`${passed ? "✓" : "✗"} ${bin} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
    outcomes.push(passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  }
  return sum(outcomes);
}

/** One of vitest's projects: unit, integration or setup. */
export async function vitest(project: string, folder: string): Promise<Outcome> {
  const file = join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const status = await runCommand("vitest", ["run", "--project", project, "--passWithNoTests", ...reporters]);
  const report = read<{ numPassedTests: number; numFailedTests: number }>(file);
  return withStatus({ passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }, status);
}

/** The end-to-end tests; a test that passed only when it was tried again counts as failed. */
export async function playwright(folder: string): Promise<Outcome> {
  if (!readdirSync("tests/e2e").some((name) => name.endsWith(".spec.ts"))) return NONE;
  const file = join(folder, "e2e.json");
  const more = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const status = await runCommand("playwright", ["test", "--reporter=list,json"], more);
  const stats = read<{ stats: { expected: number; unexpected: number; flaky: number } }>(file)?.stats;
  return withStatus({ passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) }, status);
}

function read<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : null;
}
