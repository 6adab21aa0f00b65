import { withPostgres } from "#scripts/databases/postgres-client";

/** Texts that a wrong encoding or escaping would change. */
export const AWKWARD = "tab\t, line\n, \r, back\\slash, \\., \u2028, “quotes”, Xin chào, مرحبا, 👋🏽";

export const HISTORY = { sessionId: "aaaaaaaaaaaaaaaaaaaaaa" };

const COMMON = `
  INSERT INTO "user" (id, name, email, updated_at) VALUES ('anna', 'Anna', 'anna@example.test', now()), ('ben', '', 'ben@example.test', now());
  INSERT INTO auth_session (id, token, expires_at, user_id, updated_at) VALUES ('as', 'token', now() + interval '1 day', 'anna', now());
  INSERT INTO account (id, account_id, provider_id, user_id, password, updated_at) VALUES ('ac', 'anna', 'credential', 'anna', 'hash', now());
  INSERT INTO verification (id, identifier, value, expires_at, updated_at) VALUES ('v', 'reset', 'x', now(), now());`;

/** Rows in every table of the first migration. */
export async function fillWithHistory(url: string): Promise<void> {
  await withPostgres(url, async (client) => {
    await client.query(COMMON);
    await client.query(
      `INSERT INTO session (id, owner_id, title, source_lang, target_langs, state, rev, next_seq, anchor, started_from, ended_at)
       VALUES ('aaaaaaaaaaaaaaaaaaaaaa', 'anna', $1, 'en-US', '{es,ca}', 'ended', 9, 3, 64000, 'x', now()),
         ('bbbbbbbbbbbbbbbbbbbbbb', 'ben', '', 'en-US', '{es}', 'live', 0, 1, 0, 'x', NULL)`,
      [AWKWARD.replaceAll("\u2028", "")],
    );
    await client.query(
      `INSERT INTO segment (session_id, seq, kind, text, lang, start_ms, end_ms, words, confidence, epoch, rev)
       VALUES ('aaaaaaaaaaaaaaaaaaaaaa', 1, 'speech', $1, 'en-US', 0, 900, $2, 0.1, 1, 1),
         ('aaaaaaaaaaaaaaaaaaaaaa', 2, 'gap', '', 'en-US', 900, 1900, NULL, NULL, 1, 3)`,
      [AWKWARD, JSON.stringify([{ word: AWKWARD, startMs: 0, endMs: 900, confidence: 0.1 }])],
    );
    await client.query(
      `INSERT INTO translation (session_id, seq, lang, text, source_rev, engine, rev)
       VALUES ('aaaaaaaaaaaaaaaaaaaaaa', 1, 'es', $1, 1, 'test', 2)`,
      [AWKWARD],
    );
    await client.query("INSERT INTO untranslated (session_id, seq, lang) VALUES ('aaaaaaaaaaaaaaaaaaaaaa', 1, 'ca')");
  });
}

/** Every row of every table, as text, by table. */
export async function everything(url: string): Promise<Record<string, string[]>> {
  return withPostgres(url, async (client) => {
    const tables = await client.query(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  });
}
