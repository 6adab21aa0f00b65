import { database, limitLockWait } from "../database";
import { FenceLost } from "../fence-lost";
import { IS_NOT_OVER, STATES_NOT_OVER } from "../session/state-table";
import { storingTurns } from "../sound-turns";
import type { PlacedPackets } from "./sound-objects";

/** The next sound of a session. `first` and `end` are samples on the session's clock. */
export type SoundToStore = {
  readonly sessionId: string;
  readonly epoch: number;
  readonly first: number;
  readonly end: number;
  /** Null: the sound from `first` to `end` is lost, and no part is stored for it. */
  readonly part: SoundPart | null;
};

/** See the model SoundPart in `prisma/schema.prisma`. */
export type SoundPart = { readonly packets: Uint8Array; readonly peaks: Uint8Array; readonly tail: Uint8Array };

/**
 * `off`: the owner has stopped the keeping, or deleted the sound. `full`: the owner's sound would exceed the quota. `gone`: the
 * object of the packets was deleted, because the part was not stored in time.
 */
export type SoundStored = "stored" | "off" | "full" | "gone";

/**
 * Stores the next part of a session's sound in one transaction, behind the fence. Safe to repeat after a lost reply: the
 * session's `sound_end` says what is stored.
 * @param placed the packets of the part as `placePackets` returned them; null: there is no part
 * @param quota the most bytes that the sounds of the session's owner may have together
 * @throws FenceLost; an error of PostgreSQL after 2 s if a lock is held
 */
export async function storeSound(
  sound: SoundToStore,
  placed: PlacedPackets | null,
  quota: number,
): Promise<SoundStored> {
  const { sessionId, epoch, first, end, part } = sound;
  const { packets, object } = placed ?? NOTHING_PLACED;
  const bytes = part ? part.packets.byteLength : 0;
  const { peaks, tail } = part ?? NO_PART;
  const store = database().$queryRaw<unknown[]>`
    WITH written AS (
      SELECT FROM sound_object WHERE location = ${object} AND NOT doomed FOR UPDATE
    ), fence AS (
      UPDATE session SET sound_end = ${end}::bigint, sound_bytes = sound_bytes + ${bytes}::bigint
      WHERE id = ${sessionId} AND epoch = ${epoch} AND ${IS_NOT_OVER} AND sound = 'keeping'
        AND sound_end <= ${first}::bigint AND (${object === null} OR EXISTS (SELECT FROM written))
        AND (SELECT coalesce(sum(o.sound_bytes), 0) FROM session o
          WHERE o.owner_id = session.owner_id AND o.sound_bytes > 0) + ${bytes}::bigint <= ${quota}::bigint
      RETURNING id
    ), stored AS (
      INSERT INTO sound_part (session_id, first, samples, packets, peaks, tail, object)
      SELECT id, ${first}::bigint, ${end - first}::int, ${packets}, ${peaks}, ${tail}, ${object} FROM fence WHERE ${part !== null}
    ), owned AS (
      DELETE FROM sound_object WHERE location = ${object} AND EXISTS (SELECT FROM fence)
    )
    SELECT 1 FROM fence`;
  const [, rows] = await storingTurns.take(() => database().$transaction([limitLockWait(), store]));
  return rows.length === 1 ? "stored" : whyNotStored(sound, object);
}

const EMPTY = new Uint8Array();
const NO_PART = { peaks: EMPTY, tail: EMPTY };
const NOTHING_PLACED: PlacedPackets = { packets: EMPTY, object: null };

/** @throws FenceLost when another worker has the session, or it is over */
async function whyNotStored({ sessionId, epoch, end }: SoundToStore, object: string | null): Promise<SoundStored> {
  const state = { in: [...STATES_NOT_OVER] };
  const row = await database().session.findFirst({
    where: { id: sessionId, epoch, state },
    select: { sound: true, soundEnd: true },
  });
  if (!row) throw new FenceLost(sessionId, epoch);
  if (row.sound !== "keeping") return "off";
  if (row.soundEnd >= end) return "stored";
  const isThere =
    object === null || (await database().soundObject.count({ where: { location: object, doomed: false } })) > 0;
  return isThere ? "full" : "gone";
}
