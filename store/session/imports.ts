import type { Recording } from "#protocol/recording";
import { database } from "../database";
import { Prisma } from "../generated/client";
import { CHANGED_COLUMNS, type ChangedColumns, type StateChange, toChange } from "./change-state";
import { SESSION_ROOM, takeRev } from "./room-revs";
import { isNotOver } from "./state-table";

/** An import that this process may work on. */
export type ClaimedImport = {
  readonly id: string;
  readonly sessionId: string;
  readonly track: number;
  readonly take: number | null;
  /** Who speaks, for limits and budgets. */
  readonly ownerId: string;
  readonly isAnonymous: boolean;
  readonly startedFrom: string;
  readonly sourceLang: string;
};

/** A process that has not renewed its lease for this long, s, counts as gone. */
const LEASE_SECONDS = 10;
/** Imports at once of an account, or of all people without one at an address. */
const MOST_OF_PARTY = 4;
const UNTIL = Prisma.sql`now() + make_interval(secs => ${LEASE_SECONDS}::float8)`;

/**
 * Stores an import. Any web process that has the file may claim it.
 * @param track the stream of the file that is decoded
 * @throws an error of PostgreSQL if the upload or the session has an import already
 */
export async function createImport(id: string, sessionId: string, track: number): Promise<void> {
  await database().import.create({ data: { id, sessionId, track } });
}

/** The session that transcribes an upload; null: none does. */
export async function sessionOfImport(id: string): Promise<string | null> {
  return (await database().import.findUnique({ where: { id }, select: { sessionId: true } }))?.sessionId ?? null;
}

/**
 * Claims imports that no living process works on, oldest first, but of each account, or of all people without one at an
 * address, the oldest few only: others' files do not wait for theirs.
 * @param ids of the files that this process has
 */
export async function claimImports(lease: string, ids: readonly string[], limit: number): Promise<ClaimedImport[]> {
  return database().$queryRaw<ClaimedImport[]>`
    UPDATE import i SET lease = ${lease}, leased_until = ${UNTIL}
    FROM session s JOIN "user" u ON u.id = s.owner_id
    WHERE s.id = i.session_id AND i.id IN (
      SELECT id FROM import WHERE id = ANY(${ids}) AND (leased_until IS NULL OR leased_until < now())
        AND id IN (SELECT id FROM (
          SELECT m.id, ${isNotOver("o")} AS lives, row_number() OVER (
            PARTITION BY ${isNotOver("o")}, CASE WHEN p.is_anonymous THEN o.started_from ELSE p.id END ORDER BY m.created_at, m.id) AS place
          FROM import m JOIN session o ON o.id = m.session_id JOIN "user" p ON p.id = o.owner_id
        ) ranked WHERE place <= ${MOST_OF_PARTY} OR NOT lives)
      ORDER BY created_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING i.id, i.session_id AS "sessionId", i.track, i.take, s.owner_id AS "ownerId",
      coalesce(u.is_anonymous, false) AS "isAnonymous", s.started_from AS "startedFrom", s.source_lang AS "sourceLang"`;
}

/** Renews the lease. @returns the ids that are still this process's */
export async function renewImports(lease: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    UPDATE import SET leased_until = ${UNTIL} WHERE lease = ${lease} AND id = ANY(${ids}) RETURNING id`;
  return new Set(rows.map(({ id }) => id));
}

/** Lets another process claim at once what this one worked on. */
export async function releaseImports(lease: string): Promise<void> {
  await database().import.updateMany({ where: { lease }, data: { lease: null, leasedUntil: null } });
}

/** Stores the take of an import. @returns false when another process has claimed it */
export async function setImportTake(lease: string, id: string, take: number): Promise<boolean> {
  return (await database().import.updateMany({ where: { id, lease }, data: { take } })).count === 1;
}

export async function removeImport(id: string): Promise<void> {
  await database().import.deleteMany({ where: { id } });
}

/** Those of these ids that belong to imports that are not over. */
export async function importsAmong(ids: readonly string[]): Promise<Set<string>> {
  const rows = await database().import.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** Of these people, those who exist and are not blocked. */
export async function peopleAmong(ids: readonly string[]): Promise<Set<string>> {
  const rows = await database().user.findMany({
    where: { id: { in: [...ids] }, blockedAt: null },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** Stores the place in the queue, or the fault, of the file that a session transcribes. Null: nothing has changed. */
export async function noteRecording(
  sessionId: string,
  change: Pick<Recording, "place" | "fault">,
): Promise<StateChange | null> {
  const json = JSON.stringify(change);
  return toChange(
    await database().$queryRaw<ChangedColumns[]>`
      UPDATE session SET recording = recording || ${json}::jsonb, ${takeRev(SESSION_ROOM)}
      WHERE id = ${sessionId} AND state <> 'deleted' AND recording IS NOT NULL AND NOT recording @> ${json}::jsonb
      RETURNING ${CHANGED_COLUMNS}`,
  );
}
