import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { readWebEnv, readWorkerEnv } from "#platform/env";
import { temporaryFolder } from "#testing/services/temporary-folder";

test("`npm ci` with engine-strict accepts the lock file, and every package this version of Node", () => {
  const { status, said } = npmCi((lock) => lock);
  expect({ status, said }).toEqual({ status: 0, said: expect.stringMatching(/added \d+ packages/) });
  expect(said).not.toContain("EBADENGINE");
});

test("a package for another version of Node is refused", () => {
  const { status, said } = npmCi((lock) => lock.replace('"node": ">=18.0.0"', '"node": ">=99.0.0"'));
  expect(status).not.toBe(0);
  expect(said).toContain("EBADENGINE");
});

test("set-up names the versions of Node that Interline needs", () => {
  const check = (version: string) => {
    const code = `import("./scripts/setup/node-version.mjs").then((m) => m.checkNode("${version}"))`;
    return spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  };
  for (const version of ["20.19.0", "22.13.0", "24.0.0", "26.1.0"]) expect(check(version).status).toBe(0);
  for (const version of ["18.20.8", "20.18.3", "21.7.3", "22.12.0", "23.11.1"]) {
    const { status, stderr } = check(version);
    expect(status).not.toBe(0);
    expect(stderr).toContain(
      `Interline needs Node.js 20.19 or newer (or 22.13 or newer, or 24 or newer); this is ${version}.`,
    );
  }
});

test("set-up does nothing if every step is done", () => {
  const said = execFileSync(process.execPath, ["scripts/setup.mjs", "test"], { encoding: "utf8" });
  expect(said).toBe("");
});

test(".env.example names every variable, and is valid unchanged", () => {
  const example = parseEnv(readFileSync(".env.example", "utf8"));
  const read = [...readFileSync("platform/env.ts", "utf8").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(read.length).toBeGreaterThan(10);
  expect(Object.keys(example)).toEqual(expect.arrayContaining([...read, "DATA_DIR"]));
  const made = { DATABASE_URL: "postgresql://x", REDIS_URL: "/x", AUTH_SECRET: "x".repeat(32) };
  const copied = { NODE_ENV: "test" as const, ...example, ...made };
  expect(() => [readWebEnv(copied), readWorkerEnv(copied)]).not.toThrow();
});

/** Resolves without downloading, which takes a minute less than a real `npm ci`. */
function npmCi(change: (lock: string) => string): { status: number | null; said: string } {
  const folder = temporaryFolder();
  cpSync("package.json", join(folder, "package.json"));
  writeFileSync(join(folder, "package-lock.json"), change(readFileSync("package-lock.json", "utf8")));
  const args = ["ci", "--dry-run", "--engine-strict", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"];
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const env = { ...Object.fromEntries(own), NODE_ENV: "test" as const };
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd: folder, env, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return { status, said: stdout + stderr };
}
