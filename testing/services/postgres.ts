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
  /** A fresh database with every migration applied. @returns its DATABASE_URL */
  createDatabase(): Promise<string>;
}

const FOLDER = "postgres";
const TEMPLATE = "migrated";

/** The role of web and worker processes, with the rights that it has in production. */
const PRODUCT = "product";

// No test takes the power away: what a killed process wrote is in the kernel's cache.
const SETTINGS = { fsync: "off", full_page_writes: "off", max_connections: "400" };

/**
 * A PostgreSQL on 127.0.0.1 of a test's own.
 * @param template a folder that `copyPostgres` made, which takes a tenth of the time of a new cluster and its migrations
 */
export async function startPostgres(dir = temporaryFolder(), template?: string): Promise<TestPostgres> {
  const folder = join(dir, FOLDER);
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

/** Copies a PostgreSQL that `startPostgres` started in `dir`, and that is stopped meanwhile, into the new folder `copy`. */
export async function copyPostgres(postgres: TestPostgres, dir: string, copy: string): Promise<void> {
  await postgres.stop();
  copyFolder(join(dir, FOLDER), copy);
  await postgres.restart();
}

/** With the owners of the files. */
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

/** The same database as the role of the product. */
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
