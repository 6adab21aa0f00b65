import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withPostgres } from "#scripts/databases/postgres-client";
import { migrate } from "#scripts/migrations";
import { openDatabase } from "#store/database";
import { readChanges } from "#store/segments/changes";
import { listSessions } from "#store/session/history";
import { AWKWARD, everything, fillWithHistory, HISTORY } from "#testing/examples/history-rows";
import { TOUCHING } from "#testing/examples/touching-marks";
import { startPostgres, type TestPostgres } from "#testing/services/postgres";
import { temporaryFolder } from "#testing/services/temporary-folder";
import { byName, type Column, wantedColumns, wantedIndexes } from "./schema-columns";

const SCHEMA = "prisma/schema.prisma";
const MIGRATIONS = "prisma/migrations";
const FIRST = "20261123000000_init";
/** Prisma's schema cannot express them. */
const PARTIAL_INDEXES = ["segment_open", "run_late_idx"];

let postgres: TestPostgres;
const folder = temporaryFolder();

beforeAll(async () => {
  postgres = await startPostgres(folder);
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

test("applying the migrations again changes nothing", async () => {
  const url = await postgres.createDatabase();
  expect(await migrate(url)).toEqual([]);
});

test("several migrations at once apply each migration once", async () => {
  const url = await emptyDatabase("at_once");
  const applied = (await Promise.all([migrate(url), migrate(url), migrate(url)])).flat();
  expect(applied.length).toBeGreaterThan(0);
  expect(new Set(applied).size).toBe(applied.length);
});

test("the migrations create the schema of prisma/schema.prisma", async () => {
  const url = await postgres.createDatabase();
  const [columns, indexes] = await withPostgres(url, async (client) => [
    await client.query<Column>(
      `SELECT table_name AS table, column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
    ),
    await client.query("SELECT 1 FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'"),
  ]);
  expect(columns.rows.sort(byName)).toEqual(wantedColumns(SCHEMA));
  expect(indexes.rowCount).toBe(wantedIndexes(SCHEMA) + PARTIAL_INDEXES.length);
});

test("the words of a database of the first version are found after the migrations", async () => {
  const url = await emptyDatabase("with_data");
  const first = join(folder, "first");
  cpSync(join(MIGRATIONS, FIRST), join(first, FIRST), { recursive: true });
  await migrate(url, first);
  const found = await withPostgres(url, async (client) => {
    await client.query(`
      INSERT INTO "user" (id, name, email, updated_at) VALUES ('anna', '', '', now());
      INSERT INTO session (id, owner_id, source_lang, target_langs, started_from) VALUES ('s', 'anna', 'en-US', '{es}', '');
      INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev) VALUES ('s', 1, 'Salted ponds', 'en-US', 0, 1, 1, 1);
      INSERT INTO translation (session_id, seq, lang, text, source_rev, engine, rev) VALUES ('s', 1, 'es', 'Las salinas', 1, '', 2)`);
    await migrate(url);
    return client.query(`
      SELECT g.seq, part, g.search @@ search_query('{pond,salt}') AS said, t.search @@ search_query('{salina}') AS translated
      FROM segment g JOIN translation t USING (session_id, seq, part) JOIN session s ON s.id = session_id AND s.shelf = g.shelf`);
  });
  expect(found.rows).toEqual([{ seq: 1, part: 0, said: true, translated: true }]);
});

test("earlier texts and owed translations of an older database belong to their lines after the migrations", async () => {
  const url = await emptyDatabase("with_corrections");
  const before = join(folder, "before_parts");
  cpSync(MIGRATIONS, before, { recursive: true, filter: (path) => !/\/20261124070000/.test(path) });
  await migrate(url, before);
  const found = await withPostgres(url, async (client) => {
    await client.query(`
      INSERT INTO "user" (id, name, email, updated_at) VALUES ('anna', '', '', now());
      INSERT INTO session (id, owner_id, source_lang, target_langs, started_from) VALUES ('s', 'anna', 'en-US', '{es}', '');
      INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev)
        SELECT 's', seq, 'Salted ponds', 'en-US', 0, 1, 1, seq FROM generate_series(1, 3) seq;
      INSERT INTO earlier_text (session_id, seq, lang, rev, text) VALUES ('s', 2, '', 1, 'Salt pans'), ('s', 2, '', 2, 'Salt');
      INSERT INTO untranslated (session_id, seq, lang) VALUES ('s', 1, 'es'), ('s', 2, 'es')`);
    await migrate(url);
    await client.query(`
      INSERT INTO segment (session_id, seq, part, text, lang, start_ms, end_ms, epoch, rev) VALUES ('s', 2, 7, 'ponds', 'en-US', 0, 1, 1, 4);
      DELETE FROM segment WHERE seq = 2 AND part = 0`);
    return client.query(`
      SELECT (SELECT count(*)::int FROM earlier_text) AS earlier, (SELECT array_agg(seq) FROM untranslated) AS owed,
        (SELECT array_agg(seq || '.' || part ORDER BY seq, part) FROM segment WHERE search @@ search_query('{pond}')) AS said`);
  });
  expect(found.rows).toEqual([{ earlier: 0, owed: [1], said: ["1.0", "2.7", "3.0"] }]);
});

test.each(["C", "C.UTF-8"])(
  "under the locale %s, older lines are found by a word next to a punctuation mark",
  async (locale) => {
    const url = await emptyDatabase(`marks_${locale.toLowerCase().replace(/\W/g, "")}`, locale);
    const before = join(folder, "before_marks");
    cpSync(MIGRATIONS, before, { recursive: true, filter: (path) => !/\/20261125010000/.test(path) });
    await migrate(url, before);
    const found = await withPostgres(url, async (client) => {
      await client.query(`
      INSERT INTO "user" (id, name, email, updated_at) VALUES ('anna', '', '', now());
      INSERT INTO session (id, owner_id, source_lang, target_langs, started_from) VALUES ('s', 'anna', 'en-US', '{es}', '')`);
      const [langs, sought, lines] = [0, 1, 2].map((at) => TOUCHING.map((row) => row[at]));
      await client.query(
        `INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev)
       SELECT 's', seq, line, lang, 0, 1, 1, seq FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given (lang, line, seq)`,
        [langs, lines],
      );
      await migrate(url);
      return client.query(
        `SELECT sought FROM unnest($1::text[]) WITH ORDINALITY AS given (sought, seq)
       JOIN segment USING (seq) WHERE search @@ search_query(ARRAY[sought]) ORDER BY seq`,
        [sought],
      );
    });
    expect(found.rows).toEqual(TOUCHING.map(([, sought]) => ({ sought })));
  },
);

test("older sessions are found by the languages of their lines and translations", async () => {
  const url = await emptyDatabase("other_langs");
  const before = join(folder, "before_other_langs");
  cpSync(MIGRATIONS, before, { recursive: true, filter: (path) => !/\/20261125030000/.test(path) });
  await migrate(url, before);
  const found = await withPostgres(url, async (client) => {
    await client.query(`
      INSERT INTO "user" (id, name, email, updated_at) VALUES ('anna', '', '', now());
      INSERT INTO session (id, owner_id, source_lang, target_langs, started_from) VALUES
        ('s', 'anna', 'fr-FR', '{vi}', ''), ('t', 'anna', 'fr-FR', '{vi}', ''), ('u', 'anna', 'fr-FR', '{vi}', '');
      INSERT INTO segment (session_id, seq, kind, text, lang, start_ms, end_ms, epoch, rev) VALUES
        ('s', 1, 'speech', 'x', 'en-US', 0, 1, 1, 1), ('s', 2, 'speech', 'x', 'fr-FR', 0, 1, 1, 2), ('s', 3, 'gap', '', 'de-DE', 0, 1, 1, 3),
        ('t', 1, 'speech', 'x', 'fr-FR', 0, 1, 1, 1);
      INSERT INTO translation (session_id, seq, lang, text, source_rev, engine, rev) VALUES
        ('s', 1, 'es', 'x', 1, '', 2), ('s', 1, 'vi', 'x', 1, '', 2), ('t', 1, 'vi', 'x', 1, '', 2)`);
    await migrate(url);
    return client.query("SELECT other_langs FROM session ORDER BY id");
  });
  expect(found.rows).toEqual([{ other_langs: ["en-US", "es"] }, { other_langs: [] }, { other_langs: [] }]);
});

test("texts from before the limits of their columns stay, and longer ones are refused", async () => {
  const url = await emptyDatabase("long_texts");
  const before = join(folder, "before_limits");
  cpSync(MIGRATIONS, before, { recursive: true, filter: (path) => isBefore(path, "20261129110000") });
  await migrate(url, before);
  await withPostgres(url, async (client) => {
    await client.query(`
      INSERT INTO "user" (id, name, email, image, updated_at) VALUES ('anna', repeat('n', 150000), '', repeat('i', 3000), now());
      INSERT INTO term (user_id, written, heard_as) VALUES ('anna', repeat('t', 300), ARRAY[repeat('h', 5000)]);
      INSERT INTO auth_session (id, token, user_agent, expires_at, user_id, updated_at) VALUES ('a', 't', repeat('b', 5000), now(), 'anna', now());
      INSERT INTO session (id, owner_id, title, tags, source_lang, target_langs, started_from) VALUES ('s', 'anna', repeat('t', 300), ARRAY[repeat('g', 2000)], 'en-US', '{es}', '');
      INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev) VALUES ('s', 1, repeat('w', 50000), 'en-US', 0, 1, 1, 1)`);
    const tables = ["term", "auth_session", "session", "segment"];
    const rows = tables.map((table) => `to_jsonb(${table}) AS ${table}`);
    const all = async () => (await client.query(`SELECT ${rows} FROM ${tables}`)).rows;
    const stored = await all();
    await migrate(url);
    // Later migrations add columns.
    expect(await all()).toMatchObject(stored);
    // Only a name that no page accepts is cut, because it was read on every request.
    expect((await client.query(`SELECT char_length(name) AS name, image FROM "user"`)).rows).toEqual([
      { name: 200, image: null },
    ]);
    await client.query("UPDATE session SET rev = 2, title = title; UPDATE segment SET speaker = 'Anna'");
    await client.query("UPDATE session SET tags = '{}', title = repeat('x', 200)");
    for (const change of [
      `UPDATE "user" SET name = repeat('x', 201)`,
      "UPDATE session SET title = repeat('x', 201)",
      "UPDATE session SET tags = array_fill(repeat('x', 40), ARRAY[30])",
      "UPDATE segment SET author_id = 'anna', text = repeat('x', 16001)",
      `INSERT INTO "user" (id, name, email, updated_at) VALUES ('b', repeat('x', 201), 'b', now())`,
      "INSERT INTO term (user_id, written, heard_as) VALUES ('anna', 'x', ARRAY[repeat('x', 4001)])",
      "INSERT INTO passkey SELECT 'p', repeat('x', 201), '', 'anna', 'p', 0, '', false",
    ])
      await expect(client.query(change), change).rejects.toThrow("is too long");
  });
});

test("the rows of applied migrations are those that Prisma's migrate commands expect", async () => {
  const url = await postgres.createDatabase();
  const { rows } = await withPostgres(url, (client) => client.query('SELECT * FROM "_prisma_migrations"'));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const sql = readFileSync(join(MIGRATIONS, row.migration_name, "migration.sql"));
    expect(row).toMatchObject({
      checksum: createHash("sha256").update(sql).digest("hex"),
      applied_steps_count: 1,
      rolled_back_at: null,
      logs: null,
    });
    expect(row.finished_at).toBeInstanceOf(Date);
  }
});

test("a failed migration leaves no changes, and the next run names it", async () => {
  const url = await emptyDatabase("failing");
  const own = join(folder, "migrations");
  cpSync(MIGRATIONS, own, { recursive: true });
  mkdirSync(join(own, "99999999999999_broken"));
  writeFileSync(join(own, "99999999999999_broken/migration.sql"), "CREATE TABLE half (id int); SELECT 1 / 0;");
  await expect(migrate(url, own)).rejects.toThrow("division by zero");
  await expect(migrate(url, own)).rejects.toThrow("99999999999999_broken failed earlier");
  const half = await withPostgres(url, (client) => client.query("SELECT to_regclass('half') AS half"));
  expect(half.rows).toEqual([{ half: null }]);
});

test("a database of the first version keeps every value, and the product reads it", async () => {
  const url = await emptyDatabase("of_the_first_version");
  const first = join(folder, "first");
  cpSync(join(MIGRATIONS, FIRST), join(first, FIRST), { recursive: true });
  await migrate(url, first);
  await fillWithHistory(url);
  const before = await everything(url);
  expect((await migrate(url)).length).toBeGreaterThan(0);
  // A table may have new columns at its end; the older values are the same.
  const after = await everything(url);
  for (const [table, rows] of Object.entries(before)) expect(after[table]).toHaveLength(rows.length);
  const opened = openDatabase(url);
  expect(await readChanges(HISTORY.sessionId, 0)).toMatchObject({
    rev: 9,
    anchor: 64_000,
    session: { state: "ended", targetLangs: ["es", "ca"] },
    segments: [
      { seq: 1, text: AWKWARD },
      { seq: 2, kind: "gap" },
    ],
    translations: [{ seq: 1, lang: "es", text: AWKWARD }],
  });
  expect((await listSessions({ ownerId: "anna", limit: 10 })).sessions).toMatchObject([{ id: HISTORY.sessionId }]);
  await opened.close();
});

test("`npm run migrate` prints the applied migrations", async () => {
  const env = { ...process.env, DATABASE_URL: await emptyDatabase("by_command"), REDIS_URL: "/not/used" };
  const run = () =>
    execFileSync(process.execPath, ["--import", "tsx", "scripts/migrate.ts"], { env, encoding: "utf8" });
  expect(run()).toContain("Applied");
  expect(run()).toContain("up to date");
});

/** @param locale a locale of the system, which decides which characters are letters */
async function emptyDatabase(name: string, locale = "C"): Promise<string> {
  const made = `CREATE DATABASE ${name} TEMPLATE template0 LC_CTYPE '${locale}'`;
  await withPostgres(postgres.url, (client) => client.query(made));
  return postgres.url.replace(/\/postgres$/, `/${name}`);
}

/** Whether a path is not of a migration, or of one before `time`. */
function isBefore(path: string, time: string): boolean {
  const made = /\/(\d{14})_/.exec(path)?.[1];
  return made === undefined || made < time;
}
