import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { type PostgresServer, startPostgres as start } from "#scripts/databases/postgres";
import { withPostgres } from "#scripts/databases/postgres-client";
import { prepareTables } from "#scripts/databases/roles";
import { freePort } from "./free-port";
import { temporaryFolder } from "./temporary-folder";

export interface TestPostgres extends Pick<PostgresServer, "stop" | "kill" | "restart"> {
  readonly url: string;
  /** Creates a database with every migration. @returns its DATABASE_URL */
  createDatabase(): Promise<string>;
}

/** The folder of a PostgreSQL in the folder that `startPostgres` is given. */
export const POSTGRES_FOLDER = "postgres";
const TEMPLATE = "migrated";

/** The role of web and worker processes, with the rights that it has in production. */
const PRODUCT = "product";

// No test cuts the power: writes of a killed process are in the kernel's cache.
const SETTINGS = { fsync: "off", full_page_writes: "off", max_connections: "400" };

/**
 * Starts a PostgreSQL on 127.0.0.1 for one test.
 * @param template the folder of a stopped PostgreSQL of this function or of `copyPostgres`, which takes a tenth of the
 * time of a new cluster and its migrations
 */
export async function startPostgres(dir = temporaryFolder(), template?: string): Promise<TestPostgres> {
  const folder = join(dir, POSTGRES_FOLDER);
  if (template) copyFolder(template, folder);
  const server = await start(folder, { port: await freePort(), settings: SETTINGS });
  const url = server.url("postgres");
  if (!template) await prepareTemplate(server);
  return {
    url,
    createDatabase: () => createDatabaseAt(url),
    stop: () => server.stop(),
    kill: () => server.kill(),
    restart: () => server.restart(),
  };
}

/** Copies a stopped PostgreSQL of `startPostgres` from `dir` into the new folder `copy`. */
export async function copyPostgres(postgres: TestPostgres, dir: string, copy: string): Promise<void> {
  await postgres.stop();
  copyFolder(join(dir, POSTGRES_FOLDER), copy);
  await postgres.restart();
}

/** Copies with the owners of the files. */
function copyFolder(from: string, to: string): void {
  const done = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${from} cannot be copied: ${done.error?.message ?? done.stderr}`);
}

async function prepareTemplate(server: PostgresServer): Promise<void> {
  const url = server.url("postgres");
  await withPostgres(url, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
  await withPostgres(url, (client) => client.query(`CREATE ROLE ${PRODUCT} LOGIN PASSWORD '${new URL(url).password}'`));
  await prepareTables({ owner: server.url(TEMPLATE), product: asProduct(server.url(TEMPLATE)) });
}

/** The URL of the same database for the product's role. */
export function asProduct(url: string): string {
  const address = new URL(url);
  address.username = PRODUCT;
  return address.href;
}

/** @param url of any database of a server that `startPostgres` started */
export async function createDatabaseAt(url: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await withPostgres(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
