import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { NONE, type Outcome, sum, withStatus } from "./outcome";
import { runCommand } from "./run-command";

/** The parts of each runner's JSON report that are used here. */
type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[];
};
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: PlaywrightSuite[];
};
type PlaywrightSuite = {
  file: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: { status: string }[] }[];
};

const CHECKS: [string, ...string[]][] = [
  ["biome", "check", "."],
  ["tsc", "--noEmit"],
  ["knip"],
  ["depcruise", "--config", ".dependency-cruiser.cjs", "."],
  ["depcruise", "--config", ".dependency-cruiser.client.cjs", "app"],
  ["tsx", "scripts/check-documents.ts"],
];

/** Every check of `npm run check`, each counted as a test. */
export async function check(): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const [bin, ...args] of CHECKS) {
    const begin = Date.now();
    const passed = (await runCommand(bin, args)) === 0;
    console.log(`${passed ? "✓" : "✗"} ${bin} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
    outcomes.push(passed ? { ...NONE, passed: 1 } : { ...NONE, failed: 1, failures: [[bin, ...args].join(" ")] });
  }
  return sum(outcomes);
}

/** One of vitest's projects: unit, integration or setup. */
export async function vitest(project: string, folder: string): Promise<Outcome> {
  const file = join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const status = await runCommand("vitest", ["run", "--project", project, "--passWithNoTests", ...reporters]);
  const report = read<VitestReport>(file);
  const failures = (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${relative(".", name)}: ${fullName}`),
  );
  const outcome = { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0, failures };
  return withStatus(outcome, `vitest (${project})`, status);
}

/** The end-to-end tests. A test that passed only on a retry counts as failed. */
export async function playwright(folder: string): Promise<Outcome> {
  if (!readdirSync("tests/e2e").some((name) => name.endsWith(".spec.ts"))) return NONE;
  const file = join(folder, "e2e.json");
  const more = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const status = await runCommand("playwright", ["test", "--reporter=list,json"], more);
  const report = read<PlaywrightReport>(file);
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  const outcome = { passed: expected, failed: unexpected + flaky, failures: (report?.suites ?? []).flatMap(failedIn) };
  return withStatus(outcome, "playwright", status);
}

function failedIn({ file, suites = [], specs = [] }: PlaywrightSuite): string[] {
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => status === "unexpected" || status === "flaky"));
  return [...failed.map(({ title }) => `${file}: ${title}`), ...suites.flatMap(failedIn)];
}

function read<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : null;
}
