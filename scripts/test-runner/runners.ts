import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { NONE, type Outcome, sum, withStatus } from "./outcome";
import { runCommand, runQuietly } from "./run-command";

/** The parts of Playwright's JSON report that are used here. */
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: PlaywrightSuite[];
};
type PlaywrightSuite = {
  file: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: { status: string }[] }[];
};

/** The commands of `npm run check`. */
function checks(): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { check: string } };
  return scripts.check.split(" && ");
}

/**
 * Every check of `npm run check`, each counted as a test, all at once: most use one processor. Run by a shell, as npm
 * does, so that variables are filled in.
 */
export async function check(): Promise<Outcome> {
  return sum(await Promise.all(checks().map(checkWith)));
}

async function checkWith(command: string): Promise<Outcome> {
  const begin = Date.now();
  const passed = (await runQuietly("/bin/sh", ["-c", `PATH="$PWD/node_modules/.bin:$PATH"; exec ${command}`])) === 0;
  const [bin = ""] = command.split(" ");
  console.log(`${passed ? "✓" : "✗"} ${basename(bin)} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
  return passed ? { ...NONE, passed: 1 } : { ...NONE, failed: 1, failures: [command] };
}

/** One of vitest's projects: unit, integration or setup. */
export async function vitest(project: string, folder: string): Promise<Outcome> {
  const file = join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=./scripts/test-runner/vitest-reporter.ts"];
  const status = await runCommand("vitest", ["run", "--project", project, ...reporters], { VITEST_OUTCOME_FILE: file });
  return withStatus(read<Outcome>(file) ?? NONE, `vitest (${project})`, status);
}

/** The end-to-end tests. A test that passed only on a retry counts as failed. */
export async function playwright(folder: string): Promise<Outcome> {
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
