import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "#testing/services/temporary-folder";

/** A small tree without violations. */
const CLEAN = {
  "protocol/words.ts": 'import { z } from "zod";\nexport const word = z.string();',
  "platform/env.ts": "export const port = process.env.PORT;",
  "store/rows.ts": 'import { row } from "./generated/client";\nexport const rows = [row];',
  "store/generated/client.ts": "export const row = 1;",
  "redis/jobs.ts": 'import { word } from "#protocol/words";\nexport const job = word;',
  "gateway/speaking/speak.ts": 'import { job } from "#redis/jobs";\nexport const speak = job;',
  "worker/serving/serve-session.ts": 'import { rows } from "#store/rows";\nexport const serve = rows;',
  "app/button.tsx": '"use client";\nimport { act } from "./actions";\nexport const button = act;',
  "app/actions.ts": '"use server";\nimport { rows } from "#store/rows";\nexport const act = async () => rows;',
  "publishing/publish.ts": 'import { word } from "#protocol/words";\nexport const publish = word;',
  "export/text.ts": 'import { word } from "#protocol/words";\nexport const text = word;',
  "app/read.ts": 'import { rows } from "#store/rows";\nexport const read = rows;',
  "node_modules/zod/index.js": "export const z = {};",
  "node_modules/pino/index.js": "export default {};",
  "node_modules/@prisma/adapter-pg/index.js": "export const PrismaPg = {};",
  "server.ts": 'import { onSpeak } from "#gateway/speaking/speak";\nexport const server = onSpeak;',
};

const IMPORTS = [
  "app",
  "export",
  "gateway",
  "platform",
  "protocol",
  "publishing",
  "redis",
  "store",
  "worker",
  "scripts",
];
const CONFIGS = [".dependency-cruiser.cjs", ".dependency-cruiser.client.cjs", "biome.json", "tsconfig.json"];

let tree: string;

beforeEach(() => {
  tree = temporaryFolder();
  for (const file of CONFIGS) cpSync(file, join(tree, file));
  const imports = Object.fromEntries(IMPORTS.map((name) => [`#${name}/*`, [`./${name}/*.ts`, `./${name}/*.tsx`]]));
  writeFileSync(join(tree, "package.json"), JSON.stringify({ type: "module", imports }));
  plant(CLEAN);
});

afterEach(() => rmSync(tree, { recursive: true }));

test("a tree without violations passes", () => {
  expect(violations(".dependency-cruiser.cjs", ".")).toEqual([]);
  expect(violations(".dependency-cruiser.client.cjs", "app")).toEqual([]);
  expect(strayEnvironment()).toEqual([]);
});

test("a planted violation of each rule is caught", () => {
  plant({
    "redis/round.ts": 'import { about } from "./about";\nexport const round = () => about;',
    "redis/about.ts": 'import { round } from "./round";\nexport const about = () => round;',
    "redis/nothing.ts": 'import { nothing } from "./not-there";\nexport const nowhere = nothing;',
    "protocol/wide.ts": 'import pino from "pino";\nexport const wide = pino;',
    "protocol/inward.ts": 'import { rows } from "#store/rows";\nexport const inward = rows;',
    "app/to-gateway.ts": 'import { onSpeak } from "#gateway/speaking/speak";\nexport const a = onSpeak;',
    "app/to-redis.ts": 'import { job } from "#redis/jobs";\nexport const b = job;',
    "app/to-worker.ts": 'import type { serve } from "#worker/serving/serve-session";\nexport type C = typeof serve;',
    "gateway/to-worker.ts": 'import { serve } from "#worker/serving/serve-session";\nexport const d = serve;',
    "worker/to-gateway.ts": 'import { onSpeak } from "#gateway/speaking/speak";\nexport const e = onSpeak;',
    "access/to-prisma.ts": 'import { PrismaPg } from "@prisma/adapter-pg";\nexport const f = PrismaPg;',
    "access/to-generated.ts": 'import { row } from "../store/generated/client";\nexport const g = row;',
    "publishing/to-redis.ts": 'import type { job } from "#redis/jobs";\nexport type J = typeof job;',
    "redis/to-store.ts": 'import { rows } from "#store/rows";\nexport const k = rows;',
    "export/to-store.ts": 'import { rows } from "#store/rows";\nexport const i = rows;',
    "scripts/tool.ts": "export const tool = 1;",
    "platform/to-scripts.ts": 'import { tool } from "#scripts/tool";\nexport const h = tool;',
  });
  expect(violations(".dependency-cruiser.cjs", ".")).toEqual([
    "app-knows-no-gateway-publishing-redis-worker app/to-gateway.ts",
    "app-knows-no-gateway-publishing-redis-worker app/to-redis.ts",
    "app-knows-no-gateway-publishing-redis-worker app/to-worker.ts",
    "export-is-pure export/to-store.ts",
    "gateway-knows-no-worker gateway/to-worker.ts",
    "no-cycles redis/about.ts",
    "nothing-unresolved redis/nothing.ts",
    "only-store-imports-prisma access/to-generated.ts",
    "only-store-imports-prisma access/to-prisma.ts",
    "product-imports-no-tests-or-scripts platform/to-scripts.ts",
    "protocol-imports-only-zod protocol/inward.ts",
    "protocol-imports-only-zod protocol/wide.ts",
    "publishing-imports-only-protocol publishing/to-redis.ts",
    "redis-knows-no-store redis/to-store.ts",
    "worker-knows-no-gateway worker/to-gateway.ts",
  ]);
});

test("a planted cycle between folders is caught, of types too; a folder and its parent make none", () => {
  expect(report()).toEqual({ output: "", status: 0 });
  plant({
    "gateway/wiring.ts": 'import { onSpeak } from "./speaking/speak";\nexport const wiring = onSpeak;',
    "gateway/speaking/pause.ts": 'import type { wiring } from "../wiring";\nexport type Pause = typeof wiring;',
    "worker/serving/policy/rule.ts": "export const rule = 1;",
    "worker/serving/heads.ts": 'import { sweep } from "../sweeping/sweep";\nexport const heads = sweep;',
    "worker/sweeping/sweep.ts": 'import { terms } from "../terms/terms";\nexport const sweep = terms;',
    "worker/terms/terms.ts":
      'import type { rule } from "../serving/policy/rule";\nexport const terms: typeof rule = 1;',
  });
  const { output, status } = report();
  expect(output).toBe(`no-folder-cycles: worker/serving -> worker/sweeping -> worker/terms -> worker/serving
  worker/serving/heads.ts imports worker/sweeping/sweep.ts
  worker/sweeping/sweep.ts imports worker/terms/terms.ts
  worker/terms/terms.ts imports worker/serving/policy/rule.ts
`);
  expect(status).toBe(1);
  plant({ "worker/to-gateway.ts": 'import { onSpeak } from "#gateway/speaking/speak";\nexport const e = onSpeak;' });
  expect(report().output).toContain("worker-knows-no-gateway: worker/to-gateway.ts -> gateway/speaking/speak.ts");
});

test("client code that imports server code, directly or through another file, is caught", () => {
  plant({
    "app/straight.tsx": '"use client";\nimport { port } from "#platform/env";\nexport const straight = port;',
    "app/through.tsx": '"use client";\nimport { read } from "./read";\nexport const through = read;',
  });
  const client = "client-code-imports-only-protocol-and-app";
  expect(violations(".dependency-cruiser.client.cjs", "app")).toEqual([
    `${client} app/straight.tsx`,
    `${client} app/through.tsx`,
  ]);
});

test("a second file that reads the environment is caught", () => {
  plant({
    "worker/stray.ts": "export const level = process.env.LOG_LEVEL;\n",
    "gateway/stray.ts": 'import { env } from "node:process";\n\nexport const level = env.LOG_LEVEL;\n',
  });
  expect(strayEnvironment()).toEqual(["gateway/stray.ts", "worker/stray.ts"]);
});

function plant(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
}

/** @returns "rule file", sorted, without duplicates */
function violations(config: string, root: string): string[] {
  const args = ["--config", config, "--output-type", "json", root];
  const { stdout } = spawnSync(resolve("node_modules/.bin/depcruise"), args, { cwd: tree, encoding: "utf8" });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ from, rule }) => `${rule.name} ${from}`))].sort();
}

/** The output of the check of imports in `npm run check`. */
function report(): { output: string; status: number | null } {
  const reporter = `plugin:${resolve("scripts/report-imports.mjs")}`;
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", reporter, "."];
  const { stdout, status } = spawnSync(resolve("node_modules/.bin/depcruise"), args, { cwd: tree, encoding: "utf8" });
  return { output: stdout, status };
}

function strayEnvironment(): string[] {
  const args = ["lint", "--vcs-enabled=false", "--max-diagnostics=none", "--reporter=json", "."];
  const { stdout } = spawnSync(resolve("node_modules/.bin/biome"), args, { cwd: tree, encoding: "utf8" });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: unknown } }[] };
  const stray = diagnostics.filter(({ category }) => category === "lint/style/noProcessEnv");
  const files = stray.map(({ location }) => JSON.stringify(location.path).match(/[\w/-]+\.ts/)?.[0] ?? "?");
  return [...new Set(files)].sort();
}
