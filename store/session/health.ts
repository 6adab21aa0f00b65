import { database } from "../database";

/** The stored facts that the health of a session depends on. Its owner may change them while a worker serves it. */
export type HealthInputs = {
  /** Of the latest claim. */
  readonly epoch: number;
  readonly ownerId: string;
  /** Keyed hash of the address that started it. */
  readonly startedFrom: string;
  readonly targetLangs: readonly string[];
  /** Drafts are translated too. */
  readonly draftTranslations: boolean;
  /** Segments that are not translated yet, by language. */
  readonly backlog: Readonly<Record<string, number>>;
};

/** Reads several sessions, by id. Deleted ones are missing. */
export async function readHealthInputs(sessionIds: readonly string[]): Promise<ReadonlyMap<string, HealthInputs>> {
  const rows = await database().$queryRaw<(HealthInputs & { id: string })[]>`
    SELECT id, epoch, owner_id AS "ownerId", started_from AS "startedFrom", target_langs AS "targetLangs", draft_translations AS "draftTranslations",
      (SELECT coalesce(jsonb_object_agg(lang, segments), '{}')
        FROM (SELECT lang, count(*) AS segments FROM untranslated WHERE session_id = session.id GROUP BY lang) AS owed
      ) AS backlog
    FROM session WHERE id = ANY(${sessionIds}) AND state <> 'deleted'`;
  return new Map(rows.map(({ id, ...inputs }) => [id, inputs]));
}

/** Counts the segments of all sessions that are not translated yet, by language. */
export async function countUntranslated(): Promise<ReadonlyMap<string, number>> {
  const rows = await database().untranslated.groupBy({ by: ["lang"], _count: { _all: true } });
  return new Map(rows.map(({ lang, _count }) => [lang, _count._all]));
}
