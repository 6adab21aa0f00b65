import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { withPostgres } from "../databases/postgres-client";
import { appliedMigrations } from "../migrations";
import { authSecretMark } from "./auth-secret-mark";
import { BackupError, END_OF_ROWS, type Head } from "./contents";
import { encrypted } from "./encryption";
import type { BackupKey } from "./key";
import { copyTarget, tablesOf } from "./tables";

export type Secret = { readonly value: string /** True: the secret is written to the file. */; readonly kept: boolean };

/**
 * Writes the contents of the database at one moment, while others continue to write to it. The file appears complete or
 * not at all; only its owner can read it.
 * @param key null: the file is not encrypted
 * @returns number of rows by table
 * @throws BackupError
 */
export async function writeBackup(
  databaseUrl: string,
  file: string,
  secret: Secret,
  key: BackupKey | null,
): Promise<Record<string, number>> {
  const unfinished = `${file}.unfinished`;
  const rows: Record<string, number> = {};
  try {
    await withPostgres(databaseUrl, async (client) => {
      await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const output = createWriteStream(unfinished, { mode: 0o600 });
      const encrypt = (bytes: AsyncIterable<Buffer>) => (key === null ? bytes : encrypted(bytes, key));
      await pipeline(contentsOf(client, secret, rows), createGzip(), encrypt, output);
      await client.query("COMMIT");
    });
    await reachDisk(unfinished);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return rows;
}

async function* contentsOf(
  client: Client,
  secret: Secret,
  rows: Record<string, number>,
): AsyncGenerator<string | Buffer> {
  const migrations = await appliedMigrations(client);
  if (migrations.length === 0)
    throw new BackupError("There is nothing to back up: the database has no tables of Interline.");
  yield json({
    format: "interline-backup",
    version: 1,
    createdAt: new Date().toISOString(),
    migrations,
    authSecret: secret.kept ? secret.value : null,
    authSecretMark: authSecretMark(secret.value),
  } satisfies Head);
  for (const table of await tablesOf(client)) {
    yield json({ table: table.name, columns: table.columns });
    const copy = client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`));
    for await (const piece of copy) yield piece;
    rows[table.name] = copy.rowCount;
    yield `${END_OF_ROWS}\n`;
  }
  yield json({ rows });
}

function json(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

async function reachDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync().finally(() => handle.close());
}
