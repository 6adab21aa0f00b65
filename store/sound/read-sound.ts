import { PACKET_BYTES, PACKET_SAMPLES } from "#protocol/sound";
import { database, limitLockWait } from "../database";
import { readingTurns } from "../sound-turns";
import { objectStore } from "./object-store";
import { SILENT_PACKET } from "./silent-packet";

/** A session's stored sound. */
export type StoredSound = {
  /** Number of packets, each 20 ms, from the session's beginning on. */
  readonly packets: number;
  /** No sound follows, unless the session is continued. */
  readonly isOver: boolean;
  readonly title: string;
  readonly createdAt: Date;
};

/** Null when the session has no stored sound. */
export async function readSound(sessionId: string): Promise<StoredSound | null> {
  const row = await database().session.findFirst({
    where: { id: sessionId, state: { not: "deleted" }, soundEnd: { gt: 0 } },
    select: { soundEnd: true, sound: true, state: true, title: true, createdAt: true },
  });
  if (!row) return null;
  const { title, createdAt } = row;
  const isOver = row.sound !== "keeping" || row.state === "ended" || row.state === "failed";
  return { packets: Math.floor(Number(row.soundEnd) / PACKET_SAMPLES), isOver, title, createdAt };
}

type ReadPart = {
  /** Its first packet in the session; null: there is no part. */
  readonly packet: number | null;
  readonly object: string | null;
  /** Those packets of the range that are in its row. */
  readonly inRow: Uint8Array;
};

/**
 * Reads packets `from` to `to` (exclusive), one after the other. Lost sound is silence, also that of an object that does not
 * exist.
 * @throws Error when the sound was deleted meanwhile; an error of PostgreSQL after 2 s if a lock is held; ObjectStoreFault
 */
export async function readPackets(sessionId: string, from: number, to: number): Promise<Uint8Array> {
  const [first, end] = [from * PACKET_SAMPLES, to * PACKET_SAMPLES];
  const read = database().$queryRaw<ReadPart[]>`
    WITH part AS (
      SELECT (p.first / ${PACKET_SAMPLES})::int AS packet, p.packets, p.object FROM sound_part p
      WHERE p.session_id = ${sessionId} AND p.first < ${end}::bigint AND p.first + p.samples > ${first}::bigint
    )
    SELECT packet, object, substring(packets FROM greatest(${from}::int - packet, 0) * ${PACKET_BYTES} + 1
        FOR (${to}::int - greatest(packet, ${from}::int)) * ${PACKET_BYTES}) AS "inRow"
    FROM session s LEFT JOIN part ON true
    WHERE s.id = ${sessionId} AND s.state <> 'deleted' AND s.sound_end >= ${end}::bigint`;
  const [, rows] = await readingTurns.take(() => database().$transaction([limitLockWait(), read]));
  if (rows.length === 0) throw deletedMeanwhile(sessionId);
  const sound = Buffer.alloc((to - from) * PACKET_BYTES, SILENT_PACKET);
  const place = async ({ packet, object, inRow }: ReadPart) => {
    if (packet === null) return;
    const start = Math.max(packet, from);
    const range = { from: (start - packet) * PACKET_BYTES, to: (to - packet) * PACKET_BYTES };
    sound.set(object === null ? inRow : await readObject(sessionId, object, range), (start - from) * PACKET_BYTES);
  };
  await Promise.all(rows.map(place));
  return sound;
}

type ByteRange = { readonly from: number; readonly to: number };

async function readObject(sessionId: string, object: string, { from, to }: ByteRange): Promise<Uint8Array> {
  const packets = await objectStore().get(object);
  if (packets) return packets.subarray(from, to);
  // Its part stays if a backup was restored, or the object was deleted by another hand.
  if ((await database().soundPart.count({ where: { sessionId, object } })) === 0) throw deletedMeanwhile(sessionId);
  return NO_PACKETS;
}

const NO_PACKETS = new Uint8Array();

/** Without this error a half-sent file would end in silence, and seem complete. */
function deletedMeanwhile(sessionId: string): Error {
  return new Error(`the sound of session ${sessionId} was deleted while it was read`);
}
