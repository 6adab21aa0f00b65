import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProductDatabase, PRODUCT_DATABASE } from "#scripts/databases/embedded";
import { type PostgresServer, startPostgres } from "#scripts/databases/postgres";
import { withPostgres } from "#scripts/databases/postgres-client";
import { type ProductDatabase, prepareTables, roleOf } from "#scripts/databases/roles";
import { migrate } from "#scripts/migrations";
import { everything, fillWithHistory } from "#testing/examples/history-rows";
import { temporaryFolder } from "#testing/services/temporary-folder";

const folder = temporaryFolder();
let server: PostgresServer;
let database: ProductDatabase;
let held: Record<string, string[]>;

/** An older data folder: the superuser owns everything, and the product connected as the superuser. */
beforeAll(async () => {
  server = await startPostgres(join(folder, "postgres"));
  const old = server.url(PRODUCT_DATABASE);
  await withPostgres(server.url("postgres"), (client) => client.query(`CREATE DATABASE ${PRODUCT_DATABASE}`));
  await migrate(old);
  await fillWithHistory(old);
  held = await everything(old);
  database = await createProductDatabase(server);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

test("the product's role is no superuser, owns nothing, and reads and writes the older data", async () => {
  expect(await prepareTables(database)).toEqual([]);
  expect(await roleOf(database.product)).toEqual({ name: "interline_product", isSuperuser: false });
  const { _prisma_migrations: _, ...found } = await everything(database.product);
  expect(found).toEqual(held);
  await withPostgres(database.product, async (client) => {
    const owned = await client.query(
      "SELECT 1 FROM pg_shdepend WHERE deptype = 'o' AND refobjid = current_user::regrole",
    );
    expect(owned.rowCount).toBe(0);
    await client.query("UPDATE session SET title = 'new' WHERE owner_id = 'anna'");
    await client.query("DELETE FROM segment WHERE seq = 1");
  });
});

test.each([
  "CREATE TABLE public.mine ()",
  "CREATE SCHEMA mine",
  "CREATE TEMP TABLE mine ()",
  "ALTER TABLE session ADD COLUMN mine int",
  "DROP TABLE segment",
  "TRUNCATE segment",
  "DELETE FROM _prisma_migrations",
  "DROP DATABASE interline",
  "CREATE DATABASE mine",
  "CREATE ROLE mine",
  "ALTER ROLE interline_product SUPERUSER",
  "SET ROLE interline_owner",
  "COPY session TO PROGRAM 'cat'",
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT * FROM pg_authid",
])("the product's role may not: %s", async (statement) => {
  await withPostgres(database.product, (client) =>
    expect(client.query(statement)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|25001)$/) }),
  );
});

test("the product's role cannot connect to another database", async () => {
  for (const other of ["postgres", "template1"]) {
    const url = database.product.replace(`/${PRODUCT_DATABASE}?`, `/${other}?`);
    expect(url).not.toBe(database.product);
    await expect(roleOf(url)).rejects.toMatchObject({ code: "42501" });
  }
});

test("the owner's role is no superuser, and may change every table, function and type", async () => {
  expect(await roleOf(database.owner)).toEqual({ name: "interline_owner", isSuperuser: false });
  await withPostgres(database.owner, async (client) => {
    const { rows } = await client.query(
      `SELECT DISTINCT refobjid::regrole::text AS owner FROM pg_shdepend
       WHERE deptype = 'o' AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(rows).toEqual([{ owner: "interline_owner" }]);
    await client.query("BEGIN");
    await client.query("DROP SCHEMA public CASCADE");
    await client.query("CREATE SCHEMA public");
    await client.query("ROLLBACK");
  });
});

test("preparing the database again changes nothing", async () => {
  expect(await createProductDatabase(server)).toEqual(database);
  expect(await prepareTables(database)).toEqual([]);
  expect(await roleOf(database.product)).toMatchObject({ isSuperuser: false });
});
