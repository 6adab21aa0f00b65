import { z } from "zod";
import type { SessionState } from "#protocol/session";
import { samplesToMs } from "#protocol/sound";
import { Word } from "#protocol/transcript";
import type { Term } from "#protocol/vocabulary";
import { database, limitLockWait } from "../database";
import { readingTurns } from "../sound-turns";
import { isTableFault } from "../transient";
import { termsOf } from "../vocabulary/vocabulary";
import { type RoomRevs, SESSION_ROOM, takeRevIf, toRoomRevs } from "./room-revs";
import { isLegal, isNotOver, stateAfter } from "./state-table";

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
  /** The session was `waiting` and is `live` again, which has to be published. */
  readonly woke: boolean;
  /**
   * The segments after the anchor and the last few before it, oldest first: the policy matches re-recognised words against
   * them.
   */
  readonly tail: readonly CommittedSegment[];
  /** The positions of stored pauses after the anchor, ms on the session's clock. */
  readonly pauses: readonly number[];
  /** The stored sound: its end in samples, and the 20 ms before it. Null: the sound is not kept. */
  readonly sound: { readonly end: number; readonly tail: Uint8Array | null } | null;
  /** The owner's vocabulary. */
  readonly terms: readonly Term[];
};

export type CommittedSegment = {
  readonly seq: number;
  /** The segment is open, and the worker that claims the session continues it. */
  readonly open: boolean;
  /** The number of pieces in which it was stored. */
  readonly pieces: number;
  readonly text: string;
  readonly lang: string;
  readonly startMs: number;
  readonly endMs: number;
  /** The recogniser's spelling; null: the same as `text`, or in `words`. */
  readonly engineText: string | null;
  /** Null where the engine gives no word times. */
  readonly words: readonly Word[] | null;
};

type RawClaim = Omit<Claim, "sessionId" | "anchor" | "tail" | "pauses" | "terms" | "roomRevs" | "sound"> & {
  anchor: bigint;
  isKeeping: boolean;
  soundEnd: bigint;
  roomRevs: unknown;
};

/** The number of segments before the anchor in `tail`. */
const REMEMBERED = 3;

/** Claims the session: workers with an older epoch can store nothing from here on. Null when the session is over. */
export async function claimSession(sessionId: string): Promise<Claim | null> {
  const wakes = isLegal("wake", "before");
  const rows = await database().$queryRaw<RawClaim[]>`
    WITH before AS (SELECT id, state FROM session WHERE id = ${sessionId} FOR UPDATE)
    UPDATE session SET
      epoch = session.epoch + 1,
      state = CASE WHEN ${wakes} THEN ${stateAfter("wake")} ELSE session.state END,
      ${takeRevIf(wakes, SESSION_ROOM)}
    FROM before
    WHERE session.id = before.id AND ${isNotOver("before")}
    RETURNING session.epoch, session.next_seq AS "nextSeq", session.room_revs AS "roomRevs", session.anchor, session.failures,
      session.source_lang AS "sourceLang", session.alternative_langs AS "alternativeLangs",
      session.target_langs AS "targetLangs", session.state, session.sound = 'keeping' AS "isKeeping",
      session.sound_end AS "soundEnd",
      ${wakes} AS woke`;
  if (!rows[0]) return null;
  const { isKeeping, soundEnd, ...row } = rows[0];
  const roomRevs = toRoomRevs(row.roomRevs);
  const anchor = Number(row.anchor);
  // PostgreSQL's null is the empty list.
  const alternativeLangs = row.alternativeLangs ?? [];
  const [tail, pauses, terms, sound] = await Promise.all([
    committedTail(sessionId, row.nextSeq, samplesToMs(anchor)),
    pausesFrom(sessionId, samplesToMs(anchor)),
    termsOf(sessionId),
    isKeeping ? storedSound(sessionId, Number(soundEnd)) : null,
  ]);
  return { ...row, alternativeLangs, sessionId, roomRevs, anchor, tail, pauses, terms, sound };
}

async function storedSound(sessionId: string, end: number): Promise<Claim["sound"]> {
  const part = await lastPart(sessionId, end).catch((error: unknown) => {
    // The captions must not wait for this table. Without a tail the encoder begins with silence.
    if (isTableFault(error)) return null;
    throw error;
  });
  // Sound may be lost between the last part and the end.
  return { end, tail: part && Number(part.first) + part.samples === end ? part.tail : null };
}

async function lastPart(sessionId: string, end: number) {
  const read = database().soundPart.findFirst({
    where: { sessionId, first: { lt: end } },
    orderBy: { first: "desc" },
    select: { first: true, samples: true, tail: true },
  });
  const [, part] = await readingTurns.take(() => database().$transaction([limitLockWait(), read]));
  return part;
}

async function committedTail(sessionId: string, nextSeq: number, anchorMs: number): Promise<CommittedSegment[]> {
  const rows = await database().segment.findMany({
    where: {
      ...{ sessionId, kind: "speech" },
      OR: [{ endMs: { gt: anchorMs } }, { seq: { gte: nextSeq - REMEMBERED } }, { open: true }],
    },
    orderBy: [{ seq: "asc" }, { part: "asc" }],
    select: {
      ...{ seq: true, open: true, pieces: true },
      ...{ text: true, lang: true, startMs: true, endMs: true, words: true, engineText: true },
    },
  });
  return rows.map((row) => ({ ...row, words: z.nullable(z.array(Word)).parse(row.words) }));
}

async function pausesFrom(sessionId: string, anchorMs: number): Promise<number[]> {
  const rows = await database().segment.findMany({
    where: { sessionId, pauseMs: { not: null }, startMs: { gte: anchorMs } },
    select: { startMs: true },
  });
  return rows.map(({ startMs }) => startMs);
}
