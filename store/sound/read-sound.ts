import { PACKET_BYTES, PACKET_SAMPLES } from "#protocol/sound";
import { database } from "../database";
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

/**
 * Reads packets `from` to `to` (exclusive), one after the other. Lost sound is silence.
 * @throws Error when the sound was deleted meanwhile
 */
export async function readPackets(sessionId: string, from: number, to: number): Promise<Uint8Array> {
  const [first, end] = [from * PACKET_SAMPLES, to * PACKET_SAMPLES];
  const rows = await database().$queryRaw<{ packet: number | null; packets: Uint8Array }[]>`
    WITH part AS (
      SELECT (p.first / ${PACKET_SAMPLES})::int AS packet, p.packets FROM sound_part p
      WHERE p.session_id = ${sessionId} AND p.first < ${end}::bigint AND p.first + p.samples > ${first}::bigint
    )
    SELECT CASE WHEN packet IS NOT NULL THEN greatest(packet, ${from}::int) END AS packet,
      substring(packets FROM greatest(${from}::int - packet, 0) * ${PACKET_BYTES} + 1
        FOR (${to}::int - greatest(packet, ${from}::int)) * ${PACKET_BYTES}) AS packets
    FROM session s LEFT JOIN part ON true
    WHERE s.id = ${sessionId} AND s.state <> 'deleted' AND s.sound_end >= ${end}::bigint`;
  // Without this a half-sent file would end in silence, and seem complete.
  if (rows.length === 0) throw new Error(`the sound of session ${sessionId} was deleted while it was read`);
  const sound = Buffer.alloc((to - from) * PACKET_BYTES, SILENT_PACKET);
  for (const { packet, packets } of rows) if (packet !== null) sound.set(packets, (packet - from) * PACKET_BYTES);
  return sound;
}
