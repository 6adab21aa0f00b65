import type { Segment } from "#protocol/transcript";
import { database } from "../database";
import { Prisma } from "../generated/client";
import { type Placed, revBefore, SEGMENTS_ROOM, takeRev } from "../session/room-revs";
import { IS_NOT_OVER } from "../session/state-table";
import { type ShownColumns, toSegment } from "./segment-changes";

/** A segment that was left open and is closed now, and the languages in which its translations are owed. */
export type ClosedSegment = Placed<{ readonly segment: Segment; readonly targetLangs: readonly string[] }>;

/**
 * Closes a session's open segment with its present text, for a worker that holds the session's epoch.
 * @returns null when none is open, or another worker has claimed the session
 */
export function closeOpenSegment(sessionId: string, epoch: number): Promise<ClosedSegment | null> {
  return close(sessionId, Prisma.sql`epoch = ${epoch}`, Prisma.empty);
}

/**
 * Closes a segment that no worker continues. It takes an epoch, so that a worker that returns can store nothing.
 * @returns null when none is open
 */
export function closeOrphanedSegment(sessionId: string): Promise<ClosedSegment | null> {
  return close(sessionId, Prisma.sql`true`, Prisma.sql`epoch = epoch + 1,`);
}

async function close(sessionId: string, isOurs: Prisma.Sql, taken: Prisma.Sql): Promise<ClosedSegment | null> {
  const rows = await database().$queryRaw<(ShownColumns & Placed<{ targetLangs: string[] }>)[]>`
    WITH locked AS (
      SELECT id FROM session WHERE id = ${sessionId} AND ${isOurs} AND ${IS_NOT_OVER}
      FOR NO KEY UPDATE
    ), locked_segment AS MATERIALIZED (
      SELECT g.seq, g.part FROM segment g JOIN locked ON locked.id = g.session_id WHERE g.open FOR UPDATE OF g
    ), counted AS (
      UPDATE session SET ${taken} ${takeRev(SEGMENTS_ROOM)}
      WHERE id = ${sessionId} AND (SELECT count(*) FROM locked_segment) = 1
      RETURNING id, rev, ${revBefore(SEGMENTS_ROOM)} AS after, target_langs
    ), closed AS (
      UPDATE segment g SET open = false, rev = counted.rev FROM counted, locked_segment
      WHERE g.session_id = counted.id AND g.seq = locked_segment.seq AND g.part = locked_segment.part RETURNING g.*
    ), owed AS (
      INSERT INTO untranslated (session_id, seq, part, lang)
      SELECT c.session_id, c.seq, c.part, unnest(counted.target_langs) FROM closed c, counted
    )
    SELECT c.seq, c.part, c.rev, c.kind::text, c.text, c.lang, c.start_ms AS "startMs", c.end_ms AS "endMs", c.confidence,
      c.speaker, c.edited_at AS "editedAt", c.open, c.pause_ms AS "pauseMs", counted.after, counted.target_langs AS "targetLangs"
    FROM closed c, counted`;
  const [row] = rows;
  if (!row) return null;
  const { after, targetLangs } = row;
  return { segment: toSegment(row), after, targetLangs };
}
