import type { DatabaseEnv } from "#platform/env";
import { migrate } from "../migrations";
import { withPostgres } from "./postgres-client";

/** URLs of the product's database for both roles. */
export type ProductDatabase = {
  /** With the role that owns the tables and runs migrations. */
  readonly owner: string;
  /** With the role of web and worker. */
  readonly product: string;
};

/** A database from the settings. Without MIGRATE_DATABASE_URL one role does both. */
export function productDatabase(env: DatabaseEnv): ProductDatabase {
  return { owner: env.MIGRATE_DATABASE_URL || env.DATABASE_URL, product: env.DATABASE_URL };
}

export type Role = { readonly name: string; readonly isSuperuser: boolean };

export async function roleOf(url: string): Promise<Role> {
  return withPostgres(url, async (client) => {
    const { rows } = await client.query("SELECT rolname AS name, rolsuper FROM pg_roles WHERE rolname = current_user");
    return { name: rows[0].name, isSuperuser: rows[0].rolsuper };
  });
}

/**
 * Applies migrations as the owner of the tables, and grants the product's role access to rows.
 * @returns the names of the applied migrations
 */
export async function prepareTables({ owner, product }: ProductDatabase): Promise<string[]> {
  const applied = await migrate(owner);
  const role = await roleOf(product);
  if (role.name !== (await roleOf(owner)).name) await grantRows(owner, role.name);
  return applied;
}

/** After each migration, since only its owner can access a new table. */
async function grantRows(owner: string, role: string): Promise<void> {
  await withPostgres(owner, async (client) => {
    const name = client.escapeIdentifier(role);
    await client.query(
      `GRANT USAGE ON SCHEMA public TO ${name};
       GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name};
       GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${name};
       REVOKE INSERT, UPDATE, DELETE ON "_prisma_migrations" FROM ${name}`,
    );
  });
}
