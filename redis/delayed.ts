import { Job, type Queue } from "bullmq";
import type { Redis } from "ioredis";
import { redisTimeMs } from "./redis-time";

/** Longer than any job of ours is delayed on purpose. */
const LONGEST_DELAY_MS = 60_000;
/** A job that nobody has begun this long after its time waits for a worker whose clock is behind. */
const OVERDUE_MS = 5_000;
const AT_ONCE = 500;

/**
 * Lets jobs run now that a wrong clock delays. BullMQ dates a delayed job by the clock of the process that delays it, and
 * each worker looks for it by its own.
 * @returns how many
 */
export async function promoteMistimed(redis: Redis, queue: Queue): Promise<number> {
  const now = await redisTimeMs(redis);
  const key = queue.toKey("delayed");
  const limit = ["LIMIT", 0, AT_ONCE] as const;
  const ids = [
    ...(await redis.zrangebyscore(key, "-inf", scoreOf(now - OVERDUE_MS), ...limit)),
    ...(await redis.zrangebyscore(key, scoreOf(now + LONGEST_DELAY_MS), "+inf", ...limit)),
  ];
  for (const id of ids) await promote(queue, id);
  return ids.length;
}

async function promote(queue: Queue, id: string): Promise<void> {
  const job = await Job.fromId(queue, id);
  try {
    await job?.promote();
  } catch (error) {
    // A worker was faster.
    if (await job?.isDelayed()) throw error;
  }
}

/** BullMQ keeps the lowest 12 bits of a score for the order of jobs of the same moment. */
function scoreOf(ms: number): number {
  return ms * 0x1000;
}
