import { CHUNK_SAMPLES } from "#protocol/sound";
import { database } from "../database";
import { Prisma } from "../generated/client";
import { ACCEPTS_SPEECH, IS_NOT_OVER } from "./state-table";

/** The part of a session that a gateway needs when a page begins to speak. Positions are in samples. */
export type TakeRow = {
  readonly take: number;
  readonly takeStart: number;
  /** The words before it are stored, and the sound before it if it is kept. */
  readonly anchor: number;
  /** Words or sound are stored up to here. Where sound is or was kept, this is the end of a chunk. */
  readonly reach: number;
  /** The spoken language. */
  readonly sourceLang: string;
};

type RawTake = { take: number; takeStart: bigint; anchor: bigint; reach: bigint; sourceLang: string };

const TAKE_COLUMNS = Prisma.sql`take, take_start AS "takeStart", source_lang AS "sourceLang",
  CASE WHEN sound = 'keeping' THEN LEAST(anchor, sound_end) ELSE anchor END AS anchor,
  CASE WHEN sound = 'none' THEN anchor
    ELSE (GREATEST(anchor, sound_end) + ${CHUNK_SAMPLES - 1}::bigint) / ${CHUNK_SAMPLES}::bigint * ${CHUNK_SAMPLES}::bigint
    END AS reach`;

/** Begins the next take, which supersedes older ones. Null when the session accepts no speech. */
export async function nextTake(sessionId: string): Promise<TakeRow | null> {
  const rows = await database().$queryRaw<RawTake[]>`
    UPDATE session SET take = take + 1
    WHERE id = ${sessionId} AND ${ACCEPTS_SPEECH}
    RETURNING ${TAKE_COLUMNS}`;
  return toTake(rows[0]);
}

/** Stores the sample at which a take begins, so that the gateway can continue if Redis loses it. */
export async function setTakeStart(sessionId: string, take: number, takeStart: number): Promise<void> {
  await database().$executeRaw`
    UPDATE session SET take_start = ${takeStart}::bigint WHERE id = ${sessionId} AND take = ${take}`;
}

/** The present take. Null when the session is over. */
export async function presentTake(sessionId: string): Promise<TakeRow | null> {
  const rows = await database().$queryRaw<RawTake[]>`
    SELECT ${TAKE_COLUMNS} FROM session
    WHERE id = ${sessionId} AND ${IS_NOT_OVER}`;
  return toTake(rows[0]);
}

function toTake(row: RawTake | undefined): TakeRow | null {
  if (!row) return null;
  const { takeStart, anchor, reach } = row;
  return { ...row, takeStart: Number(takeStart), anchor: Number(anchor), reach: Number(reach) };
}
