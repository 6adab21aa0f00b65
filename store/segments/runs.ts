import { database } from "../database";
import { FenceLost } from "../fence-lost";
import { IS_NOT_OVER, isAtRest } from "../session/state-table";

/** A stretch of sound that was captured without a pause: see the model Run in `prisma/schema.prisma`. */
export type NewRun = {
  /** The session's sample at which it begins. */
  readonly start: number;
  /** ms since 1970, by Redis' clock. */
  readonly capturedAt: number;
  readonly isLate: boolean;
};

/** Stores the beginning of a run behind the fence. Safe to repeat. @throws FenceLost */
export async function storeRun(sessionId: string, epoch: number, { start, capturedAt, isLate }: NewRun): Promise<void> {
  const rows = await database().$queryRaw<unknown[]>`
    WITH fence AS (
      SELECT id FROM session WHERE id = ${sessionId} AND epoch = ${epoch} AND ${IS_NOT_OVER} FOR NO KEY UPDATE
    ), stored AS (
      INSERT INTO run (session_id, start, captured_at, late)
      SELECT id, ${start}::bigint, to_timestamp(${capturedAt}::float8 / 1000), ${isLate} FROM fence
      ON CONFLICT (session_id, start) DO NOTHING
    )
    SELECT 1 FROM fence`;
  if (rows.length !== 1) throw new FenceLost(sessionId, epoch);
}

/** Up to 100 sessions at rest that have a late run which is not placed yet. */
export async function sessionsWithLateRuns(): Promise<string[]> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT s.id FROM run r JOIN session s ON s.id = r.session_id
    WHERE r.late AND ${isAtRest("s")} LIMIT 100`;
  return rows.map(({ id }) => id);
}
