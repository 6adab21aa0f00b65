import pg from "pg";
import { openDatabase } from "#store/database";
import type { Figures } from "../figures";
import { openDatabases } from "../measured/databases";
import { fill, sizeOf } from "./fill";
import { measureHistory, plans } from "./measure";

/**
 * Builds a history and measures its first page and its searches.
 * @param scale 1 is 100,000 sessions of 1,000 owners, 5,000,000 segments
 * @param databaseUrl a database that is filled already
 */
export async function benchHistory(scale: number, runs: number, databaseUrl: string | undefined): Promise<Figures> {
  const databases = databaseUrl === undefined ? await openDatabases() : null;
  const url = databaseUrl ?? databases?.databaseUrl ?? "";
  try {
    if (databases) await fillAt(url, scale);
    const database = openDatabase(url, 2);
    const figures = await measureHistory(runs);
    for (const plan of await plans()) console.log(`\n${plan}`);
    await database.close();
    return figures;
  } finally {
    await databases?.close();
  }
}

async function fillAt(url: string, scale: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("SET maintenance_work_mem = '1GB'");
  await fill(client, sizeOf(scale), (step) => console.log(step));
  await client.end();
}
