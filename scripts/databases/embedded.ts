import type { Client } from "pg";
import type { PostgresServer } from "./postgres";
import { withPostgres } from "./postgres-client";
import type { ProductDatabase } from "./roles";

/** The product's database in the private PostgreSQL. */
export const PRODUCT_DATABASE = "interline";

/** Owns the product's database and its tables, and runs migrations. */
const OWNER = "interline_owner";
/** The role of web and worker: it owns nothing, and reads and writes rows. */
const PRODUCT = "interline_product";

const PLAIN = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";

/**
 * Makes the product's database and its roles if they do not exist. Until November 2026 everything belonged to the
 * superuser, and a restore makes it so again: the existing tables are transferred.
 */
export async function createProductDatabase(server: PostgresServer): Promise<ProductDatabase> {
  await withPostgres(server.url("postgres"), async (client) => {
    for (const role of [OWNER, PRODUCT]) await makeRole(client, role);
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [PRODUCT_DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${PRODUCT_DATABASE}`);
    await client.query(`ALTER DATABASE ${PRODUCT_DATABASE} OWNER TO ${OWNER}`);
    for (const database of [PRODUCT_DATABASE, "postgres", "template1"])
      await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${PRODUCT_DATABASE} TO ${PRODUCT}`);
  });
  await withPostgres(server.url(PRODUCT_DATABASE), (client) => client.query(HAND_OVER));
  return { owner: server.url(PRODUCT_DATABASE, OWNER), product: server.url(PRODUCT_DATABASE, PRODUCT) };
}

async function makeRole(client: Client, role: string): Promise<void> {
  const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  await client.query(`${found.rowCount === 0 ? "CREATE" : "ALTER"} ROLE ${role} ${PLAIN}`);
}

/** Indexes follow their table, and sequences of columns too. REASSIGN OWNED refuses objects of the first superuser. */
const HAND_OVER = `DO $$
DECLARE command text;
BEGIN
  ALTER SCHEMA public OWNER TO ${OWNER};
  FOR command IN
    SELECT format('ALTER TABLE %s OWNER TO ${OWNER}', c.oid::regclass) FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relowner <> '${OWNER}'::regrole
        AND c.relkind IN ('r', 'p', 'v', 'm')
    UNION ALL
    SELECT format('ALTER ROUTINE %s OWNER TO ${OWNER}', p.oid::regprocedure) FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> '${OWNER}'::regrole
    UNION ALL
    SELECT format('ALTER TYPE %s OWNER TO ${OWNER}', t.oid::regtype) FROM pg_type t
      WHERE t.typnamespace = 'public'::regnamespace AND t.typowner <> '${OWNER}'::regrole AND t.typtype IN ('e', 'd')
    UNION ALL
    SELECT format('ALTER TEXT SEARCH DICTIONARY %s OWNER TO ${OWNER}', d.oid::regdictionary) FROM pg_ts_dict d
      WHERE d.dictnamespace = 'public'::regnamespace AND d.dictowner <> '${OWNER}'::regrole
    UNION ALL
    SELECT format('ALTER TEXT SEARCH CONFIGURATION %s OWNER TO ${OWNER}', c.oid::regconfig) FROM pg_ts_config c
      WHERE c.cfgnamespace = 'public'::regnamespace AND c.cfgowner <> '${OWNER}'::regrole
  LOOP
    EXECUTE command;
  END LOOP;
END $$`;
