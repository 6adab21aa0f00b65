import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { z } from "zod";
import { withPostgres } from "../databases/postgres-client";
import { waitUntil } from "../databases/wait-until";
import { applyWithin, migrate } from "../migrations";
import { ByteLines } from "./byte-lines";
import { BackupError, END_OF_ROWS, Head, TableHead, Tail } from "./contents";
import { decrypted, isEncrypted } from "./encryption";
import type { BackupKey } from "./key";
import { copyTarget, quoted, type Table, tablesOf } from "./tables";

export type Restored = { readonly head: Head; readonly rows: Record<string, number>; readonly isEncrypted: boolean };

export type RestoreOptions = {
  /** Also restore into a database that holds sessions. */
  readonly replace: boolean;
  /** Decrypts encrypted files. */
  readonly key: BackupKey | null;
};

/**
 * Replaces the contents of a database with a backup: all of it or, on any error, nothing. The tables are made by the
 * backup's own migrations and then migrated like those of any older version.
 * @throws BackupError
 */
export async function readBackup(databaseUrl: string, file: string, options: RestoreOptions): Promise<Restored> {
  const restored = await withPostgres(databaseUrl, async (client) => {
    const opens = await isEncrypted(file);
    const decrypt = (bytes: AsyncIterable<Buffer>) => (opens ? decrypted(bytes, file, options.key) : bytes);
    await client.query("BEGIN");
    await refuseUnlessFree(client, options.replace);
    const restored = await pipeline(createReadStream(file), decrypt, createGunzip(), (bytes) =>
      fromLines(client, new ByteLines(bytes)),
    );
    await client.query("COMMIT");
    return { ...restored, isEncrypted: opens };
  }).catch((error: unknown) => {
    throw explained(error, file);
  });
  await migrate(databaseUrl);
  return restored;
}

async function fromLines(client: Client, lines: ByteLines): Promise<Omit<Restored, "isEncrypted">> {
  const head = await jsonLine(lines, Head);
  await makeTables(client, head.migrations);
  return { head, rows: await fill(client, lines) };
}

async function refuseUnlessFree(client: Client, replace: boolean): Promise<void> {
  const isAlone = async () => {
    // Within a transaction PostgreSQL returns the statistics of the transaction's start.
    await client.query("SELECT pg_stat_clear_snapshot()");
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL
         -- PostgreSQL shows only the existence of other roles' connections.
         AND coalesce(backend_type, 'client backend') = 'client backend'`,
    );
    return rowCount === 0;
  };
  const otherwise = "Another connection uses the database. Stop Interline first.";
  // PostgreSQL lists a closed connection for a moment.
  await waitUntil(isAlone, { deadlineMs: 1_000, otherwise }).catch(() => {
    throw new BackupError(otherwise);
  });
  const made = await client.query("SELECT to_regclass('public.session') IS NOT NULL AS made");
  const sessions = made.rows[0].made ? await client.query("SELECT count(*)::int AS count FROM session") : null;
  const count: number = sessions?.rows[0].count ?? 0;
  if (count > 0 && !replace)
    throw new BackupError(`The database holds ${count} sessions. To replace them with the backup, add --replace.`);
}

async function makeTables(client: Client, migrations: readonly string[]): Promise<void> {
  await client.query("DROP SCHEMA public CASCADE");
  await client.query("CREATE SCHEMA public");
  const missing = await applyWithin(client, migrations);
  if (missing)
    throw new BackupError(
      `The file was made by a newer version of Interline: this version lacks the migration ${missing}.`,
    );
}

async function fill(client: Client, lines: ByteLines): Promise<Record<string, number>> {
  const tables = await tablesOf(client);
  const rows: Record<string, number> = {};
  // The backup also holds rows that triggers made.
  for (const { name } of tables) await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
  for (const made of tables) {
    const { table, columns } = await jsonLine(lines, TableHead);
    if (table !== made.name)
      throw new BackupError(`The file is damaged: it has the table ${table} in place of ${made.name}.`);
    rows[table] = await copyInto(client, { name: table, columns }, lines);
  }
  for (const { name } of tables) await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
  const tail = await jsonLine(lines, Tail);
  for (const { name } of tables)
    if (tail.rows[name] !== rows[name])
      throw new BackupError(`The file is damaged: ${name} should have ${tail.rows[name]} rows and has ${rows[name]}.`);
  if ((await lines.next()) !== null) throw new BackupError("The file is damaged: there is data after its end.");
  return rows;
}

async function copyInto(client: Client, table: Table, lines: ByteLines): Promise<number> {
  const copy = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN`));
  await pipeline(Readable.from(lines.until(END_OF_ROWS)), copy);
  return copy.rowCount;
}

async function jsonLine<S extends z.ZodType>(lines: ByteLines, schema: S): Promise<z.output<S>> {
  const line = await lines.next();
  if (line === null) throw new BackupError("The file is cut off.");
  return schema.parse(JSON.parse(line));
}

/** @returns the error as a sentence; PostgreSQL's own message may quote a transcript */
function explained(error: unknown, file: string): unknown {
  if (error instanceof BackupError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return new BackupError(`There is no file ${file}.`);
  const isFile = code.startsWith("Z_") || error instanceof SyntaxError || error.name === "ZodError";
  if (isFile) return new BackupError(`${file} is not a backup of Interline, or it is damaged.`);
  return /^(22|23)/.test(code) ? new BackupError(`${file} is damaged: PostgreSQL refuses a row (${code}).`) : error;
}
