import type { z } from "zod";
import type { User } from "#access/signed-in-user";
import type { Refusal } from "#protocol/refusal";
import { ChunkRequest } from "#protocol/requests";
import { CHUNK_SAMPLES, SAMPLE_RATE } from "#protocol/sound";
import { releaseReservation, reserveForSound } from "#redis/reservations";
import { enqueueServingUnlessDue } from "#redis/serve-queue";
import { appendOrRestore } from "#takes/append-or-restore";
import { answering, refuse } from "../answer";
import type { Gateway, SocketData, SpeakingIn } from "../context";
import { OpusChunks } from "./opus-chunks";

/** Chunks per charge of the limits (5 s of sound): 24 of 25 chunks need no Redis command for it. */
export const CHUNKS_COUNTED_AT_ONCE = 25;
/** After this long without a chunk another session may have the recogniser, ms. */
const SILENT_MS = 2_000;

type Sound = Pick<z.output<typeof ChunkRequest>, "sound" | "opus">;

/** Appends a chunk to the mailbox, enqueues a job for the session, and acknowledges. */
export const onChunk = answering(
  "chunk",
  ChunkRequest,
  async (gateway, { data }, { take, n, age, ...given }, { user }) => {
    const speaking = data.speaking;
    if (!speaking || speaking.take !== take) return refuse({ kind: "not-speaking" });
    const refused = await checkChunk(gateway, data, user, speaking);
    if (refused) return refuse(refused);
    const sound = await toPcm(speaking, given);
    if (sound === null) return refuse({ kind: "invalid", message: "opus cannot be decoded" });
    const { sessionId } = speaking;
    // Both go out in one write on one connection, so Redis runs them in this order. A repeated chunk enqueues a job too: the
    // first enqueue may have failed.
    const [appended] = await Promise.all([
      appendOrRestore(gateway.redis, sessionId, { kind: "chunk", take, from: n, n, sound, age }),
      enqueueServingUnlessDue(gateway.redis, gateway.serveQueue, sessionId),
    ]);
    // The session ended or was deleted after the recogniser was reserved: release it.
    if (!appended.ok && appended.refusal.kind === "over") await releaseReservation(gateway.redis, sessionId);
    return appended;
  },
);

/** @returns the chunk as the mailbox holds it; null: its Opus cannot be decoded */
async function toPcm(speaking: SpeakingIn, { sound, opus }: Sound): Promise<Uint8Array | null> {
  if (opus) speaking.opus ??= OpusChunks.open();
  // Chunks of PCM wait too: they may not overtake one that waits for the decoder.
  const decoder = await speaking.opus;
  return opus ? (decoder?.decode(opus) ?? null) : (sound ?? null);
}

/**
 * Checks every 25th chunk, and the first after a silence. Chunks wait for the check in progress: a chunk that overtook another
 * would be out of order.
 * @returns null when the chunk may be stored
 */
async function checkChunk(
  gateway: Gateway,
  data: SocketData,
  user: User,
  speaking: SpeakingIn,
): Promise<Refusal | null> {
  const now = performance.now();
  const wasSilent = now - speaking.lastChunkAt > SILENT_MS;
  speaking.lastChunkAt = now;
  speaking.uncounted += 1;
  if (speaking.uncounted >= CHUNKS_COUNTED_AT_ONCE || wasSilent) {
    const chunks = speaking.uncounted >= CHUNKS_COUNTED_AT_ONCE ? speaking.uncounted : 0;
    if (chunks > 0) speaking.uncounted = 0;
    const before = speaking.admitted;
    speaking.admitted = (async () => {
      await before?.catch(() => null);
      return askFor(gateway, data, user, speaking, chunks);
    })();
  }
  return speaking.admitted ?? null;
}

/** Reserves a recogniser first, then charges the budget: sound that is not recognised costs nothing. */
async function askFor(
  gateway: Gateway,
  { addressHash }: SocketData,
  user: User,
  speaking: SpeakingIn,
  chunks: number,
): Promise<Refusal | null> {
  let isAdmitted = false;
  try {
    const { sessionId, language } = speaking;
    if (language !== null) {
      const got = await reserveForSound(gateway.redis, { sessionId, language, user, addressHash });
      if (got.kind === "waiting") return { kind: "no-capacity", place: got.place };
    }
    const seconds = (chunks * CHUNK_SAMPLES) / SAMPLE_RATE;
    const reached = chunks > 0 ? await gateway.limits.speak(user.id, addressHash, seconds) : null;
    isAdmitted = reached === null;
    return reached && { kind: "too-many", ...reached };
  } finally {
    // The next chunk repeats the check.
    if (!isAdmitted) speaking.uncounted = CHUNKS_COUNTED_AT_ONCE - 1;
  }
}
