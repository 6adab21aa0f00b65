import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { QUEUE_PREFIX } from "./keys";

export const SERVE_QUEUE = "serve";

/** A job names a session to serve. It never holds spoken words. */
export type ServeJob = { readonly sessionId: string };

/** Whose sound a job serves. Jobs of recordings wait behind those of speakers. */
type Whose = "speaker" | "recording";

/** BullMQ takes jobs without a priority first. */
const RECORDING_PRIORITY = 1;

export type ServeQueue = Queue<ServeJob, void, "serve">;

/**
 * Creates the queue on `redis`, so that a job sees every entry that was appended on that connection before it was enqueued.
 */
export function createServeQueue(redis: Redis): ServeQueue {
  return new Queue<ServeJob, void, "serve">(SERVE_QUEUE, {
    connection: redis,
    prefix: QUEUE_PREFIX,
    // BullMQ's events hold session ids, which must not outlive a deleted session. No process reads them.
    streams: { events: { maxLen: 0 } },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  });
}

/**
 * Enqueues a job that serves a session. One job per session is alive at a time: a job enqueued while one is active runs
 * once after it, so no chunk has to wait for the next chunk.
 */
export async function enqueueServing(queue: ServeQueue, sessionId: string, whose: Whose = "speaker"): Promise<void> {
  const priority = whose === "recording" ? { priority: RECORDING_PRIORITY } : {};
  await queue.add("serve", { sessionId }, { deduplication: { id: sessionId, keepLastIfActive: true }, ...priority });
}

/**
 * Enqueues a serve job after an entry was appended on the same connection, unless a follow-up job is already scheduled.
 * BullMQ creates the follow-up job in the script that ends the active one, so it starts after the entry.
 */
export async function enqueueServingUnlessDue(
  redis: Redis,
  queue: ServeQueue,
  sessionId: string,
  whose: Whose = "speaker",
): Promise<void> {
  const isDue = await redis.exists(queue.toKey(`dn:${sessionId}`));
  if (!isDue) await enqueueServing(queue, sessionId, whose);
}
