import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { QUEUE_PREFIX } from "./keys";

export const SERVE_QUEUE = "serve";

/** A job says which session to look at, never what was spoken in it. */
export type ServeJob = { readonly sessionId: string };

export type ServeQueue = Queue<ServeJob, void, "serve">;

/** Adds on `redis` in the order of its other commands: what was appended before an offer is seen by its job. */
export function createServeQueue(redis: Redis): ServeQueue {
  return new Queue<ServeJob, void, "serve">(SERVE_QUEUE, {
    connection: redis,
    prefix: QUEUE_PREFIX,
    // Nobody listens to events, and they hold session ids: of a deleted session nothing may remain.
    streams: { events: { maxLen: 0 } },
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  });
}

/**
 * Offers a session to the workers. One job per session is alive at a time; an offer made while it is
 * active is kept and becomes one job after it, so that no chunk waits for the next.
 */
export async function enqueueServing(queue: ServeQueue, sessionId: string): Promise<void> {
  await queue.add("serve", { sessionId }, { deduplication: { id: sessionId, keepLastIfActive: true } });
}

/**
 * Offers a session after an entry was appended on the same connection, unless a job that follows the
 * present one is noted already: BullMQ makes it in the script that ends the present job, so it starts
 * after the entry, and one more offer would only overwrite the note with the same words.
 */
export async function enqueueServingUnlessDue(redis: Redis, queue: ServeQueue, sessionId: string): Promise<void> {
  const isDue = await redis.exists(queue.toKey(`dn:${sessionId}`));
  if (!isDue) await enqueueServing(queue, sessionId);
}
