import { withPostgres } from "#scripts/databases/postgres-client";

/**
 * Gives a person a session of this many lines of 4 s, with a translation each, by SQL inside PostgreSQL. Every third line
 * contains "water", and the lines 1, 1001, 2001 and so on "quinquereme".
 * @returns the session's id
 */
export async function fillLongSession(
  databaseUrl: string,
  { ownerId, lines, isLive }: { ownerId: string; lines: number; isLive: boolean },
): Promise<string> {
  const id = `${isLive ? "live" : "ended"}${ownerId}`.padEnd(22, "0").slice(0, 22);
  const text = `(SELECT string_agg(translate((1000 + (seq * n * 7919) % 20000)::text, '0123456789', 'aeioudlmnr'), ' ')
      FROM generate_series(1, 11) n) || CASE WHEN seq % 3 = 0 THEN ' water' ELSE '' END
      || CASE WHEN seq % 1000 = 1 THEN ' quinquereme' ELSE '' END || '.'`;
  await withPostgres(databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO session (id, owner_id, title, source_lang, target_langs, state, next_seq, rev, anchor, started_from, ended_at, shelf)
       VALUES ($1, $2, 'A long day', 'en-US', '{es}', $3, $4, $5, $6, '', $7, hashtext($2))`,
      [id, ownerId, isLive ? "waiting" : "ended", lines + 1, 2 * lines, lines * 4 * 16_000, isLive ? null : new Date()],
    );
    await client.query(
      `INSERT INTO segment (session_id, seq, text, lang, start_ms, end_ms, epoch, rev, shelf)
       SELECT $1, seq, ${text}, 'en-US', seq * 4000, seq * 4000 + 3900, 1, 2 * seq - 1, hashtext($2)
       FROM generate_series(1, $3::int) seq`,
      [id, ownerId, lines],
    );
    await client.query(
      `INSERT INTO translation (session_id, seq, lang, text, source_rev, engine, rev, shelf)
       SELECT $1, seq, 'es', ${text}, 2 * seq - 1, 'bench', 2 * seq, hashtext($2)
       FROM generate_series(1, $3::int) seq`,
      [id, ownerId, lines],
    );
    await client.query("ANALYZE");
  });
  return id;
}
