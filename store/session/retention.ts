import { database } from "../database";

/** A session that is to be deleted: its id and counts for the log, no words. */
export type Expired = { readonly sessionId: string; readonly segments: number; readonly translations: number };

/** Sessions that ended longer ago than their owner keeps them, oldest first. */
export async function expiredSessions(limit: number): Promise<Expired[]> {
  return database().$queryRaw<Expired[]>`
    SELECT s.id AS "sessionId",
      (SELECT count(*)::int FROM segment g WHERE g.session_id = s.id) AS segments,
      (SELECT count(*)::int FROM translation t WHERE t.session_id = s.id) AS translations
    FROM profile p JOIN session s ON s.owner_id = p.user_id
    WHERE p.retention_days IS NOT NULL AND s.state IN ('ended', 'failed')
      AND s.ended_at < now() - make_interval(days => p.retention_days)
    ORDER BY s.ended_at LIMIT ${limit}`;
}
