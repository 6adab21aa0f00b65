import type { PostgresServer } from "./postgres";
import { withPostgres } from "./postgres-client";

/** The product's database in the private PostgreSQL. */
export const PRODUCT_DATABASE = "interline";

/** Makes it, unless it is there. @returns its DATABASE_URL */
export async function createProductDatabase(server: PostgresServer): Promise<string> {
  await withPostgres(server.url("postgres"), async (client) => {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [PRODUCT_DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${PRODUCT_DATABASE}`);
  });
  return server.url(PRODUCT_DATABASE);
}
