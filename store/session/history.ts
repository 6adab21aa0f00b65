import { database } from "../database";
import { LISTED_COLUMNS, type ListedColumns, type ListedSession, toListedSession } from "./listed-session";
import { cursorAfter, type SessionFilter, whereSession } from "./session-filter";

export type SessionPage = {
  readonly sessions: ListedSession[];
  /** The value of `before` for the next page; null on the last page. */
  readonly next: string | null;
};

/** A page of the owner's sessions that match a filter. */
export async function listSessions(query: SessionFilter & { readonly limit: number }): Promise<SessionPage> {
  const { where, order } = whereSession(query);
  const rows = await database().$queryRaw<ListedColumns[]>`
    SELECT ${LISTED_COLUMNS} FROM session s WHERE ${where} ORDER BY ${order} LIMIT ${query.limit + 1}`;
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    sessions: shown.map(toListedSession),
    next: last ? cursorAfter(last, query.sort) : null,
  };
}

/** The languages and tags of an owner's sessions, as choices of a filter. */
export async function filterChoices(ownerId: string): Promise<{ langs: string[]; tags: string[] }> {
  const rows = await database().$queryRaw<{ langs: string[]; tags: string[] }[]>`
    WITH own AS MATERIALIZED (
      SELECT source_lang, target_langs, other_langs, tags FROM session WHERE owner_id = ${ownerId} AND state <> 'deleted'
    )
    SELECT ARRAY(SELECT DISTINCT lang FROM (
        SELECT source_lang AS lang FROM own UNION SELECT unnest(target_langs) FROM (SELECT DISTINCT target_langs FROM own) d
        UNION SELECT unnest(other_langs) FROM own WHERE other_langs <> '{}'
      ) l ORDER BY lang) AS langs,
      ARRAY(SELECT DISTINCT unnest(tags) AS tag FROM own ORDER BY tag LIMIT 200) AS tags`;
  return rows[0] ?? { langs: [], tags: [] };
}

/** Replaces the tags of a session. @returns false when there is no such session of this owner */
export async function tagSession(ownerId: string, sessionId: string, tags: readonly string[]): Promise<boolean> {
  const changed = await database().$executeRaw`
    UPDATE session SET tags = ${[...tags]} WHERE id = ${sessionId} AND owner_id = ${ownerId} AND state <> 'deleted'`;
  return changed === 1;
}
