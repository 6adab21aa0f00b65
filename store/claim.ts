import { z } from "zod";
import type { SessionState } from "#protocol/session";
import { Word } from "#protocol/transcript";
import { database } from "./database";
import { type RoomRevs, SESSION_ROOM, toRoomRevs, withChangeOf } from "./room-revs";

/** A worker's right to serve a session, until another claims it with a higher epoch. */
export type Claim = {
  readonly sessionId: string;
  readonly epoch: number;
  readonly nextSeq: number;
  readonly roomRevs: RoomRevs;
  /** Samples. */
  readonly anchor: number;
  readonly failures: number;
  readonly sourceLang: string;
  /** Other languages that may be spoken. */
  readonly alternativeLangs: readonly string[];
  readonly targetLangs: readonly string[];
  readonly state: SessionState;
  /** The session was `waiting` and is `live` again: pages have to be told. */
  readonly woke: boolean;
  /** The last words committed, to recognise what is heard again. */
  readonly tail: readonly Word[];
};

type RawClaim = Omit<Claim, "sessionId" | "anchor" | "tail" | "roomRevs"> & { anchor: bigint; roomRevs: unknown };

/** Takes the session over: from here on every older epoch can store nothing. Null when the session is over. */
export async function claimSession(sessionId: string): Promise<Claim | null> {
  const rows = await database().$queryRaw<RawClaim[]>`
    WITH before AS (SELECT id, state FROM session WHERE id = ${sessionId} FOR UPDATE)
    UPDATE session SET
      epoch = session.epoch + 1,
      state = CASE WHEN before.state = 'waiting' THEN 'live' ELSE session.state END,
      rev = session.rev + CASE WHEN before.state = 'waiting' THEN 1 ELSE 0 END,
      room_revs = CASE WHEN before.state = 'waiting' THEN ${withChangeOf(SESSION_ROOM)} ELSE room_revs END
    FROM before
    WHERE session.id = before.id AND before.state IN ('live', 'waiting', 'ending')
    RETURNING session.epoch, session.next_seq AS "nextSeq", session.room_revs AS "roomRevs", session.anchor, session.failures,
      session.source_lang AS "sourceLang", session.alternative_langs AS "alternativeLangs",
      session.target_langs AS "targetLangs", session.state,
      before.state = 'waiting' AS woke`;
  const row = rows[0];
  if (!row) return null;
  const roomRevs = toRoomRevs(row.roomRevs);
  // PostgreSQL's null is the empty list.
  const alternativeLangs = row.alternativeLangs ?? [];
  const anchor = Number(row.anchor);
  return { ...row, alternativeLangs, sessionId, roomRevs, anchor, tail: await committedTail(sessionId) };
}

async function committedTail(sessionId: string): Promise<Word[]> {
  const last = await database().segment.findFirst({
    where: { sessionId, kind: "speech" },
    orderBy: { seq: "desc" },
    select: { words: true },
  });
  return z.array(Word).parse(last?.words ?? []);
}
