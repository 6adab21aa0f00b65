import { CONTINUABLE_MS, type FailureKind, type SessionView } from "#protocol/session";
import { database, limitLockWait } from "../database";
import { Prisma } from "../generated/client";
import { SESSION_ROOM, takeRev } from "./room-revs";
import { SESSION_COLUMNS, type SessionColumns, toSessionView } from "./session-view";
import { ACCEPTS_SPEECH, isLegal, stateAfter } from "./state-table";

/** A stored change of the session's own row, as it is published. `take`: the latest one. */
export type StateChange = { readonly session: SessionView; readonly rev: number; readonly take: number };

/** The columns that `toChange` needs, for RETURNING. */
export const CHANGED_COLUMNS = Prisma.sql`${SESSION_COLUMNS}, rev, take`;

/** The condition that no segment is open: a session that ended with one would never translate it. */
const NONE_OPEN = Prisma.sql`NOT EXISTS (SELECT 1 FROM segment g WHERE g.session_id = s.id AND g.open)`;

/** Ends speech in a session. The sound in its mailbox is still recognised. */
export function markEnding(sessionId: string): Promise<StateChange | null> {
  return change(Prisma.sql`
    UPDATE session SET state = ${stateAfter("stop")}, ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND ${isLegal("stop")} RETURNING ${CHANGED_COLUMNS}`);
}

/** Ends a session whose words are all stored, with no open segment. Null when another worker claimed it, or it is over. */
export function markEnded(sessionId: string, epoch: number): Promise<StateChange | null> {
  return change(Prisma.sql`
    UPDATE session s SET state = ${stateAfter("end")}, ended_at = now(), ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND epoch = ${epoch} AND ${isLegal("end")} AND ${NONE_OPEN} RETURNING ${CHANGED_COLUMNS}`);
}

/** Ends a session that cannot be served, with no open segment. Its words stay. */
export function markFailed(sessionId: string, epoch: number, failure: FailureKind): Promise<StateChange | null> {
  return change(Prisma.sql`
    UPDATE session s SET state = ${stateAfter("fail")}, failure = ${failure}, ended_at = now(), ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND epoch = ${epoch} AND ${isLegal("fail")} AND ${NONE_OPEN} RETURNING ${CHANGED_COLUMNS}`);
}

/**
 * Continues a session that ended within the last hour. The new epoch keeps out every worker that served it before.
 * @param startedFrom keyed hash of the address that continues it: the limits of that address count it
 * @returns null when it cannot be continued, as where it transcribed a file
 */
export function markContinued(sessionId: string, startedFrom: string): Promise<StateChange | null> {
  return change(Prisma.sql`
    UPDATE session SET state = ${stateAfter("continue")}, epoch = epoch + 1, failures = 0, ended_at = NULL, paused_at = NULL,
      started_from = ${startedFrom}, ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND ${isLegal("continue")} AND recording IS NULL AND ended_at > now() - make_interval(secs => ${CONTINUABLE_MS / 1_000}::float8)
    RETURNING ${CHANGED_COLUMNS}`);
}

/** Marks a session in which no page has spoken for a while. */
export function markWaiting(sessionId: string): Promise<StateChange | null> {
  return change(Prisma.sql`
    UPDATE session SET state = ${stateAfter("wait")}, ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND ${isLegal("wait")} RETURNING ${CHANGED_COLUMNS}`);
}

/** Stores that the page that speaks in this take pauses or resumes. Null if nothing changed or a later take has begun. */
export function markPaused(sessionId: string, take: number, isPaused: boolean): Promise<StateChange | null> {
  return change(Prisma.sql`
    UPDATE session SET paused_at = ${isPaused ? Prisma.sql`now()` : Prisma.sql`NULL`}, ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND take = ${take} AND ${ACCEPTS_SPEECH} AND (paused_at IS NOT NULL) <> ${isPaused}
    RETURNING ${CHANGED_COLUMNS}`);
}

/** The first step of deletion: from here on the session cannot be read, and no worker can store anything. */
export async function markDeleted(sessionId: string): Promise<boolean> {
  const changed = await database().$executeRaw`
    UPDATE session SET state = ${stateAfter("delete")}, epoch = epoch + 1, ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND ${isLegal("delete")}`;
  return changed === 1;
}

/**
 * The last step of deletion: deletes the row with its segments, translations and sound.
 * @throws an error of PostgreSQL after 2 s if a lock is held
 */
export async function removeDeleted(sessionId: string): Promise<void> {
  const remove = database().session.deleteMany({ where: { id: sessionId, state: "deleted" } });
  await database().$transaction([limitLockWait(), remove]);
}

/** The session's present row, to be published. Null when there is none. */
export async function readState(sessionId: string): Promise<StateChange | null> {
  const row = await database().session.findUnique({ where: { id: sessionId } });
  return row && { session: toSessionView(row), rev: row.rev, take: row.take };
}

async function change(update: Prisma.Sql): Promise<StateChange | null> {
  return toChange(await database().$queryRaw<ChangedColumns[]>(update));
}

export type ChangedColumns = SessionColumns & { rev: number; take: number };

export function toChange([row]: readonly ChangedColumns[]): StateChange | null {
  return row ? { session: toSessionView(row), rev: row.rev, take: row.take } : null;
}
