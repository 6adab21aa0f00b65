import { database } from "./database";

/** What a worker has to know of a session while it serves it, because the owner may change it. */
export type Outlook = {
  readonly targetLangs: readonly string[];
  /** Drafts are translated too. */
  readonly draftTranslations: boolean;
  /** Lines that are not translated yet, by language. */
  readonly backlog: Readonly<Record<string, number>>;
};

/** Null when there is no such session. */
export async function readOutlook(sessionId: string): Promise<Outlook | null> {
  const rows = await database().$queryRaw<Outlook[]>`
    SELECT target_langs AS "targetLangs", draft_translations AS "draftTranslations",
      (SELECT coalesce(jsonb_object_agg(lang, lines), '{}')
        FROM (SELECT lang, count(*) AS lines FROM untranslated WHERE session_id = ${sessionId} GROUP BY lang) AS owed
      ) AS backlog
    FROM session WHERE id = ${sessionId} AND state <> 'deleted'`;
  return rows[0] ?? null;
}

/** Lines of all sessions that are not translated yet, by language. */
export async function countUntranslated(): Promise<ReadonlyMap<string, number>> {
  const rows = await database().untranslated.groupBy({ by: ["lang"], _count: { _all: true } });
  return new Map(rows.map(({ lang, _count }) => [lang, _count._all]));
}
