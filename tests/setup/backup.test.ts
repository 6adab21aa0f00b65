import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimDataFolder } from "#scripts/databases/data-folder";
import { createProductDatabase } from "#scripts/databases/embedded";
import { type PostgresServer, startPostgres } from "#scripts/databases/postgres";
import { migrate } from "#scripts/migrations";
import { everything, fillWithHistory } from "#testing/examples/history-rows";
import { temporaryFolder } from "#testing/services/temporary-folder";

const [first, second] = [temporaryFolder(), temporaryFolder()];
const file = join(first, "backup.gz");
let held: Record<string, string[]>;

beforeAll(async () => {
  held = await inStore(first, async (server) => {
    const { owner: url } = await createProductDatabase(server);
    await migrate(url);
    await fillWithHistory(url);
    return everything(url);
  });
  writeFileSync(join(first, "auth-secret"), "the-secret-that-signs-everything-here\n");
});
afterAll(() => {
  for (const folder of [first, second]) rmSync(folder, { recursive: true, force: true });
});

test("`npm run backup` works while the product runs and while it is stopped", async () => {
  await inStore(first, async () => {
    const release = claimDataFolder(first);
    expect(run("backup", first, file)).toMatchObject({ status: 0, stdout: expect.stringContaining("2 sessions") });
    expect(run("restore", first, file, "--replace")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("Stop it first"),
    });
    release();
  });
  const key = join(first, "backup.key");
  expect(runScript("backup-key", {}, key)).toMatchObject({ status: 0, stdout: expect.stringContaining("age1") });
  expect(runScript("backup-key", {}, key)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("already exists"),
  });
  process.env.BACKUP_KEY_FILE = key;
  expect(run("backup", first, file)).toMatchObject({ status: 0, stdout: expect.stringContaining("It is encrypted") });
  expect(readFileSync(file, "latin1")).toMatch(/^age-encryption\.org/);
});

test("`npm run restore` restores data and secret on a new machine, and again only with an option", async () => {
  expect(run("restore", second, file)).toMatchObject({ status: 0, stdout: expect.stringContaining("2 sessions") });
  expect(readFileSync(join(second, "auth-secret"), "utf8")).toBe(readFileSync(join(first, "auth-secret"), "utf8"));
  expect(run("restore", second, file)).toMatchObject({ status: 1, stderr: expect.stringContaining("--replace") });
  expect(run("restore", second, file, "--replace")).toMatchObject({ status: 0 });
  expect(await inStore(second, async (server) => everything(server.url("interline")))).toEqual(held);
});

async function inStore<T>(folder: string, work: (server: PostgresServer) => Promise<T>): Promise<T> {
  const server = await startPostgres(join(folder, "postgres"));
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

function run(command: "backup" | "restore", folder: string, ...args: string[]) {
  return runScript(command, { DATA_DIR: folder, DATABASE_URL: "", AUTH_SECRET: "", REDIS_URL: "" }, ...args);
}

function runScript(name: string, settings: Record<string, string>, ...args: string[]) {
  const env = { ...process.env, ...settings };
  const script = ["--import", "tsx", `scripts/${name}.ts`];
  return spawnSync(process.execPath, [...script, ...args], { env, encoding: "utf8" });
}
