import { database } from "../database";
import { ACCEPTS_SPEECH, IS_NOT_OVER } from "./state-table";

/** The part of a session that a gateway needs when a page begins to speak. `takeStart` and `anchor` are in samples. */
export type TakeRow = {
  readonly take: number;
  readonly takeStart: number;
  readonly anchor: number;
  /** The spoken language. */
  readonly sourceLang: string;
};

type RawTake = { take: number; takeStart: bigint; anchor: bigint; sourceLang: string };

/** Begins the next take, which supersedes older ones. Null when the session accepts no speech. */
export async function nextTake(sessionId: string): Promise<TakeRow | null> {
  const rows = await database().$queryRaw<RawTake[]>`
    UPDATE session SET take = take + 1
    WHERE id = ${sessionId} AND ${ACCEPTS_SPEECH}
    RETURNING take, take_start AS "takeStart", anchor, source_lang AS "sourceLang"`;
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
    SELECT take, take_start AS "takeStart", anchor, source_lang AS "sourceLang" FROM session
    WHERE id = ${sessionId} AND ${IS_NOT_OVER}`;
  return toTake(rows[0]);
}

function toTake(row: RawTake | undefined): TakeRow | null {
  return row ? { ...row, takeStart: Number(row.takeStart), anchor: Number(row.anchor) } : null;
}
