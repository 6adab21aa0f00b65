import type { Refusal } from "#protocol/refusal";
import { ChunkRequest } from "#protocol/requests";
import { CHUNK_SAMPLES, SAMPLE_RATE } from "#protocol/sound";
import { offerUnlessDue } from "#queue/serve-queue";
import { accept } from "./accept";
import { answering, refuse } from "./answer";
import type { Gateway, SpeakingIn } from "./context";

/** The limits count sound in portions of five seconds: a command less for most chunks. */
export const CHUNKS_COUNTED_AT_ONCE = 25;

/** One chunk: into the mailbox, then a job for the session, then the acknowledgement. */
export const chunk = answering("chunk", ChunkRequest, async (gateway, { data }, { take, n, sound }, { user }) => {
  const speaking = data.speaking;
  if (!speaking || speaking.take !== take) return refuse({ kind: "not-speaking" });
  const limited = await count(gateway, data.addressHash, user.id, speaking);
  if (limited) return refuse(limited);
  const { sessionId } = speaking;
  // Both go out at once on one connection, which keeps their order; a known chunk sees to its job too.
  const [accepted] = await Promise.all([
    accept(gateway, sessionId, { kind: "chunk", take, from: n, n, sound }),
    offerUnlessDue(gateway.redis, gateway.serveQueue, sessionId),
  ]);
  return accepted;
});

/** Every chunk waits for the count that is under way: one that overtook another would be refused as out of order. */
async function count(
  gateway: Gateway,
  addressHash: string,
  userId: string,
  speaking: SpeakingIn,
): Promise<Refusal | null> {
  speaking.uncounted += 1;
  if (speaking.uncounted >= CHUNKS_COUNTED_AT_ONCE) {
    const seconds = (speaking.uncounted * CHUNK_SAMPLES) / SAMPLE_RATE;
    speaking.uncounted = 0;
    speaking.counted = countSeconds(gateway, addressHash, userId, speaking, seconds);
  }
  return speaking.counted ?? null;
}

async function countSeconds(
  gateway: Gateway,
  addressHash: string,
  userId: string,
  speaking: SpeakingIn,
  seconds: number,
) {
  let isCounted = false;
  try {
    const reached = await gateway.limits.speak(userId, addressHash, seconds);
    isCounted = reached === null;
    return reached && { kind: "too-many" as const, ...reached };
  } finally {
    // The next chunk asks again.
    if (!isCounted) speaking.uncounted = CHUNKS_COUNTED_AT_ONCE - 1;
  }
}
