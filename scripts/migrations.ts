import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "pg";
import { withPostgres } from "./databases/postgres-client";

// Applies prisma/migrations without Prisma's engine, which `prisma migrate deploy` would download. Writes the same rows
// as Prisma, so that Prisma's own commands continue from here. Each file runs in one transaction.
// Make new migrations with `prisma migrate dev --name NAME` against a scratch database. If Prisma cannot download its
// engine, PRISMA_SCHEMA_ENGINE_BINARY may name a replacement made of @prisma/schema-engine-wasm, which is not in this
// repository.

const FOLDER = join(import.meta.dirname, "../prisma/migrations");

/** The advisory lock that Prisma's migrate commands take. */
const LOCK = 72_707_369;

const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Applies the migrations that are missing, oldest first. Concurrent callers wait for each other.
 * @returns the names of the migrations that it applied
 * @throws Error if one failed earlier, or was edited after it was applied
 */
export async function migrate(databaseUrl: string, folder = FOLDER): Promise<string[]> {
  return withPostgres(databaseUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(TABLE);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    const names: string[] = [];
    for (const name of readdirSync(folder).sort()) {
      const file = join(folder, name, "migration.sql");
      if (existsSync(file) && (await applyOnce(client, name, readFileSync(file, "utf8"), rows))) names.push(name);
    }
    return names;
  });
}

/** The names of the applied migrations in their order; none if the database has no tables of Interline. */
export async function appliedMigrations(client: Client): Promise<string[]> {
  const table = await client.query<{ name: string | null }>(
    `SELECT to_regclass('public."_prisma_migrations"') AS name`,
  );
  if (!table.rows[0]?.name) return [];
  const { rows } = await client.query<Applied>(
    'SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL ORDER BY migration_name',
  );
  return rows.map((row) => row.migration_name);
}

/**
 * Applies these migrations to an empty schema, within the caller's transaction.
 * @returns the name of a migration that does not exist, or null when all are applied
 */
export async function applyWithin(client: Client, names: readonly string[], folder = FOLDER): Promise<string | null> {
  await client.query(TABLE);
  for (const name of [...names].sort()) {
    const file = join(folder, name, "migration.sql");
    if (!existsSync(file)) return name;
    const sql = readFileSync(file, "utf8");
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksumOf(sql), name],
    );
  }
  return null;
}

function checksumOf(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}

async function applyOnce(client: Client, name: string, sql: string, applied: Applied[]): Promise<boolean> {
  const checksum = checksumOf(sql);
  const earlier = applied.find((row) => row.migration_name === name);
  if (earlier && !earlier.finished_at)
    throw new Error(`The migration ${name} failed earlier. See its row in "_prisma_migrations".`);
  if (earlier && earlier.checksum !== checksum)
    throw new Error(`The migration ${name} was edited after it was applied.`);
  if (earlier) return false;
  const id = randomUUID();
  await client.query('INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query('UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [
      id,
    ]);
    await client.query("COMMIT");
    return true;
  } catch (error) {
    await client.query("ROLLBACK");
    await client.query('UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw error;
  }
}
