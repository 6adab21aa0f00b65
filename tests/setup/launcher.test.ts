import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { postgresUrl } from "#scripts/databases/postgres";
import { withPostgres } from "#scripts/databases/postgres-client";
import { startRedis } from "#scripts/databases/redis";
import { eventually } from "#testing/eventually";
import { startPostgres } from "#testing/services/postgres";
import { isAlive, launcher, readiness } from "./launched";

const { launch, newFolder } = launcher();

test("a launcher starts from an empty folder, and SIGTERM ends every process with status 0", async () => {
  const first = launch(newFolder(), { BACKUP_EVERY: "24" });
  const address = await first.ready();
  const backups = join(first.folder, "backups");
  const isMade = () => existsSync(backups) && readdirSync(backups).some((name) => name.endsWith("Z.gz"));
  await eventually("a backup is written", isMade);
  expect(await readiness(address)).toEqual({ ready: true, database: true, redis: true, workers: 1, warnings: [] });
  const connected = `SELECT DISTINCT rolname, rolsuper FROM pg_stat_activity JOIN pg_roles r ON r.oid = usesysid
    WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  const superuser = postgresUrl(join(first.folder, "postgres"), "interline");
  await eventually("every connection is of the product's role", async () => {
    const { rows } = await withPostgres(superuser, (client) => client.query(connected));
    return rows.length === 1 && rows[0].rolname === "interline_product" && rows[0].rolsuper === false;
  });
  expect(statSync(join(first.folder, "auth-secret")).mode & 0o777).toBe(0o600);
  const children = await eventually("every process runs", () => {
    const all = first.children();
    return all.every(isAlive) && all;
  });
  // Also if root runs the launcher: an account that is not 0.
  const uids = children.map((child) => statSync(`/proc/${child?.pid}`).uid);
  expect(new Set(uids).size).toBe(1);
  expect(uids[0]).toBeGreaterThan(0);
  expect(await first.end("SIGTERM")).toBe(0);
  await eventually("no process is alive", () => !children.some(isAlive));
});

test("a second launcher for a folder or a port is refused with an instruction", async () => {
  const first = launch();
  const address = await first.ready();
  const second = launch(first.folder);
  expect(await second.end()).toBe(1);
  expect(second.lines.join("\n")).toContain(`Interline is already running with the data folder ${first.folder}`);
  const third = launch(newFolder(), { PORT: new URL(address).port });
  expect(await third.end()).toBe(1);
  expect(third.lines.join("\n")).toMatch(
    /Port \d+ is in use by another program\. Choose another port: PORT=\d+ npm start/,
  );
  expect((await readiness(address)).ready).toBe(true);
});

test("with own databases no private ones are started", async () => {
  const folder = newFolder();
  const [redis, postgres] = await Promise.all([
    startRedis(join(folder, "own-redis")),
    startPostgres(join(folder, "own")),
  ]);
  const DATABASE_URL = await postgres.createDatabase();
  const one = launch(join(folder, "data"), { DATABASE_URL, REDIS_URL: redis.url });
  expect((await readiness(await one.ready())).ready).toBe(true);
  expect(["redis", "postgres"].map((name) => existsSync(join(folder, "data", name)))).toEqual([false, false]);
  expect(await one.end("SIGTERM")).toBe(0);
  await Promise.all([redis.stop(), postgres.stop()]);
});

test("a wrong setting is named without its value, and no process is started", async () => {
  const one = launch(newFolder(), { AUTH_SECRET: "short-and-secret", PUBLIC_URL: "nonsense" });
  expect(await one.end()).toBe(1);
  const said = one.lines.join("\n");
  expect(said).toMatch(/AUTH_SECRET: must have at least 32 characters/);
  expect(said).toContain("PUBLIC_URL");
  expect(said).not.toContain("short-and-secret");
  expect(existsSync(join(one.folder, "postgres"))).toBe(false);
});

test("a missing setting for Google is named in a sentence, and no process stays", async () => {
  const one = launch(newFolder(), { STT_ENGINE: "google" });
  expect(await one.end()).toBe(1);
  const said = one.lines.join("\n");
  expect(said).toContain("STT_ENGINE=google needs GOOGLE_CLOUD_PROJECT: the id of your Google Cloud project.");
  expect(said).toContain("See their output above");
  expect(one.children().map(isAlive)).not.toContain(true);
});
