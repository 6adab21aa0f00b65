import { randomBytes } from "node:crypto";
import type { Recording } from "#protocol/recording";
import type { SessionView } from "#protocol/session";
import { database } from "../database";
import { Prisma } from "../generated/client";
import { SESSION_ROOM, takeRev } from "./room-revs";
import { SESSION_COLUMNS, type SessionColumns, toSessionView } from "./session-view";
import { STATES_ACCEPTING_SPEECH } from "./state-table";

export type NewSession = {
  readonly ownerId: string;
  readonly sourceLang: string;
  /** Other languages that may be spoken. */
  readonly alternativeLangs?: readonly string[];
  readonly targetLangs: readonly string[];
  readonly title: string;
  /** Keyed hash of the address from which it was started. */
  readonly startedFrom: string;
  readonly keepsSound?: boolean;
  /** The file that it transcribes. */
  readonly recording?: Recording;
};

/** Creates a live session. Its id holds 128 random bits. */
export async function createSession(session: NewSession): Promise<SessionView> {
  const id = randomBytes(16).toString("base64url");
  const { ownerId, sourceLang, alternativeLangs = [], targetLangs, title, startedFrom } = session;
  const sound = Prisma.raw(session.keepsSound ? "'keeping'" : "'none'");
  const rows = await database().$queryRaw<SessionColumns[]>`
    INSERT INTO session (id, owner_id, source_lang, alternative_langs, target_langs, title, started_from, sound, recording,
      shelf)
    VALUES (${id}, ${ownerId}, ${sourceLang}, ${alternativeLangs}, ${targetLangs}, ${title}, ${startedFrom}, ${sound},
      ${session.recording ? JSON.stringify(session.recording) : null}::jsonb, hashtext(${ownerId}))
    RETURNING ${SESSION_COLUMNS}`;
  if (!rows[0]) throw new Error("the session was not stored");
  return toSessionView(rows[0]);
}

/** The session's owner, or null when there is no such session or it was deleted. */
export async function ownerOf(sessionId: string): Promise<string | null> {
  const row = await database().session.findFirst({
    where: { id: sessionId, state: { not: "deleted" } },
    select: { ownerId: true },
  });
  return row?.ownerId ?? null;
}

export async function readSession(sessionId: string): Promise<SessionView | null> {
  const row = await database().session.findUnique({ where: { id: sessionId } });
  return row && toSessionView(row);
}

/** @returns false when it is not this owner's, or not there */
export async function renameSession(ownerId: string, sessionId: string, title: string): Promise<boolean> {
  const changed = await database().$executeRaw`
    UPDATE session SET title = ${title}, ${takeRev(SESSION_ROOM)}
    WHERE id = ${sessionId} AND owner_id = ${ownerId} AND state <> 'deleted'`;
  return changed === 1;
}

/** Counts the sessions that accept speech, of one user and from one address, for the limits. */
export async function countOpenSessions(
  ownerId: string,
  startedFrom: string,
): Promise<{ user: number; address: number }> {
  const open = { in: [...STATES_ACCEPTING_SPEECH] };
  const [user, address] = await Promise.all([
    database().session.count({ where: { ownerId, state: open } }),
    database().session.count({ where: { startedFrom, state: open } }),
  ]);
  return { user, address };
}
