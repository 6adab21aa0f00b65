import { database, limitLockWait } from "../database";
import { Prisma } from "../generated/client";
import { CHANGED_COLUMNS, type ChangedColumns, type StateChange, toChange } from "../session/change-state";
import { SESSION_ROOM, takeRev } from "../session/room-revs";

/** Stops storing the sound of a session; what is stored stays. Null when nothing changed. */
export function stopSound(sessionId: string, because: "off" | "full"): Promise<StateChange | null> {
  const state = Prisma.raw(`'${because}'`);
  return database()
    .$queryRaw<ChangedColumns[]>(Prisma.sql`
    UPDATE session SET sound = ${state}, ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND sound = 'keeping' AND state <> 'deleted' RETURNING ${CHANGED_COLUMNS}`)
    .then(toChange);
}

/**
 * Deletes the stored sound of a session, and stores no more of it. Null when there was none.
 * @throws an error of PostgreSQL after 2 s if a lock is held; nothing is deleted then
 */
export async function deleteSound(sessionId: string): Promise<StateChange | null> {
  // The session's lock first: a part that a worker stores at this moment is visible to the second statement.
  const [, rows] = await database().$transaction([
    limitLockWait(),
    database().$queryRaw<ChangedColumns[]>(Prisma.sql`
      UPDATE session SET sound = 'none', sound_end = 0, sound_bytes = 0, ${takeRev(SESSION_ROOM)}
      WHERE id = ${sessionId} AND sound <> 'none' AND state <> 'deleted' RETURNING ${CHANGED_COLUMNS}`),
    database().$executeRaw`
      DELETE FROM sound_part p USING session s
      WHERE p.session_id = ${sessionId} AND s.id = p.session_id AND s.sound = 'none'`,
  ]);
  return toChange(rows);
}

/** The ids of sessions whose sound is older than the days that their owner chose, oldest first. */
export async function expiredSounds(limit: number): Promise<string[]> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT s.id FROM profile p JOIN session s ON s.owner_id = p.user_id
    WHERE p.sound_days IS NOT NULL AND s.state IN ('ended', 'failed') AND s.sound <> 'none'
      AND s.ended_at < now() - make_interval(days => p.sound_days)
    ORDER BY s.ended_at LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Bytes of all stored sound of a person. */
export async function soundBytesOf(ownerId: string): Promise<number> {
  const { _sum } = await database().session.aggregate({
    where: { ownerId, state: { not: "deleted" } },
    _sum: { soundBytes: true },
  });
  return Number(_sum.soundBytes ?? 0);
}

/** Bytes of all stored sound of all people. It reads every session: with 100,000 of them it takes about 30 ms. */
export async function soundBytesOfAll(): Promise<number> {
  const { _sum } = await database().session.aggregate({ _sum: { soundBytes: true } });
  return Number(_sum.soundBytes ?? 0);
}
