import type pg from "pg";

/** Share of the full size: 1 is 1,000 owners, 100,000 sessions (10,000 of one owner) and 5,000,000 segments. */
export type Size = {
  readonly owners: number;
  readonly sessions: number;
  readonly ofOne: number;
  readonly lines: number;
};

export const BIG_OWNER = "owner-1";

export function sizeOf(scale: number): Size {
  const owners = Math.max(2, Math.round(1_000 * scale));
  const sessions = Math.max(20, Math.round(100_000 * scale));
  return { owners, sessions, ofOne: Math.round(sessions / 10), lines: 50 };
}

/** Sentences of twelve words with the word frequencies of a language; some contain the searched words. */
const SENTENCES = `
  CREATE UNLOGGED TABLE sentence AS
  SELECT n, string_agg(word, ' ') || CASE WHEN n % 3 = 0 THEN ' the water' WHEN n % 2000 = 1 THEN ' salt of the earth' ELSE '' END AS en,
    string_agg(reverse(word), ' ') || CASE WHEN n % 3 = 0 THEN ' el agua' WHEN n % 2000 = 1 THEN ' la sal de la tierra' ELSE '' END AS es
  FROM generate_series(0, 99999) n,
    LATERAL (SELECT translate((1000 + floor(20000 * power(random(), 3)))::int::text, '0123456789', 'aeioudlmnr') AS word
      FROM generate_series(1, 12) WHERE n >= 0) AS words
  GROUP BY n;
  ALTER TABLE sentence ADD PRIMARY KEY (n);
  ANALYZE sentence;`;

/** Fills an empty migrated database by SQL inside PostgreSQL, and prints its progress. */
export async function fill(client: pg.Client, size: Size, said: (step: string) => void): Promise<void> {
  const step = async (name: string, sql: string) => {
    const began = Date.now();
    await client.query(sql);
    said(`${name}: ${((Date.now() - began) / 1_000).toFixed(1)} s`);
  };
  const { owners, sessions, ofOne, lines } = size;
  await step("sentences", SENTENCES);
  await step(
    "owners",
    `INSERT INTO "user" (id, name, email, updated_at)
     SELECT 'owner-' || n, 'owner', n || '@example.test', now() FROM generate_series(1, ${owners}) n`,
  );
  await step(
    "sessions",
    `INSERT INTO session (id, owner_id, title, source_lang, target_langs, state, next_seq, rev, anchor, started_from, created_at, ended_at, shelf, tags)
     SELECT lpad(n::text, 22, '0'), owner, 'Session ' || n, 'en-US', '{es}', 'ended', ${lines + 1}, ${2 * lines}, ${lines * 4 * 16_000},
       'bench', at, at + interval '4 minutes', hashtext(owner), CASE WHEN n % 50 = 0 THEN '{lecture}'::text[] ELSE '{}' END
     FROM (SELECT n, 'owner-' || CASE WHEN n <= ${ofOne} THEN 1 ELSE 2 + n % ${owners - 1} END AS owner,
       now() - n % ${ofOne} * interval '2 hours' AS at FROM generate_series(1, ${sessions}) n) AS made`,
  );
  await step("without indexes", "DROP INDEX segment_search_idx; DROP INDEX translation_search_idx");
  const each = `FROM session s CROSS JOIN generate_series(1, ${lines}) seq`;
  const sentence = `JOIN sentence ON sentence.n = abs(hashint4(s.shelf + seq) # hashtext(s.id)) % 100000`;
  await step(
    "segments",
    `INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev, shelf)
     SELECT s.id, seq, en || CASE WHEN s.id::bigint % 997 = 3 AND seq = 7 THEN ' quinquereme' ELSE '' END,
       'en-US', seq * 4000, seq * 4000 + 3900, 1, seq, s.shelf ${each} ${sentence}`,
  );
  await step(
    "translations",
    `INSERT INTO translation (session_id, seq, lang, text, source_rev, engine, rev, shelf)
     SELECT s.id, seq, 'es', es, seq, 'bench', seq + ${lines}, s.shelf ${each} ${sentence}`,
  );
  await step(
    "index of segments",
    "CREATE INDEX segment_search_idx ON segment USING GIN (search) WITH (gin_pending_list_limit = 256)",
  );
  await step(
    "index of translations",
    "CREATE INDEX translation_search_idx ON translation USING GIN (search) WITH (gin_pending_list_limit = 256)",
  );
  await step("statistics", "DROP TABLE sentence");
  await client.query("VACUUM (ANALYZE) session");
  await client.query("VACUUM (ANALYZE) segment");
  await client.query("VACUUM (ANALYZE) translation");
  said("vacuumed");
}
