import { PrismaPg } from "@prisma/adapter-pg";
import { processWide } from "#platform/process-wide";
import { PrismaClient } from "./generated/client";

const open = processWide<PrismaClient>("database");

/** Returns the one client of this process, through which every query of the product goes. */
export function database(): PrismaClient {
  return open.get();
}

/** Opens the pool for this process. Connects at the first query. */
export function openDatabase(url: string, connections = 10): { close(): Promise<void> } {
  const client = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: connections, connectionTimeoutMillis: 5_000 }),
    errorFormat: "minimal",
  });
  open.set(client);
  return {
    async close() {
      open.clear();
      await client.$disconnect();
    },
  };
}

/**
 * The first query of a transaction that waits at most 2 s for each lock. It cannot be part of a statement: PostgreSQL locks
 * the tables of a statement before it executes any of it.
 */
export function limitLockWait() {
  return database().$executeRaw`SET LOCAL lock_timeout = '2s'`;
}

/** The time this many seconds from now, by PostgreSQL's clock. */
export async function databaseTimeIn(seconds: number): Promise<Date> {
  const [row] = await database().$queryRaw<[{ moment: Date }]>`
    SELECT now() + ${seconds}::float8 * interval '1 second' AS moment`;
  return row.moment;
}

/** PostgreSQL's time, ms since 1970. */
export async function databaseTimeMs(): Promise<number> {
  const [row] = await database().$queryRaw<[{ ms: number }]>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`;
  return row.ms;
}

/** Whether PostgreSQL answers now. */
export async function isDatabaseUp(): Promise<boolean> {
  try {
    await database().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}
