import { Job, type Queue } from "bullmq";
import type { Redis } from "ioredis";
import { redisTimeMs } from "./redis-time";

/** The longest delay that the product gives to a job, ms. */
const LONGEST_DELAY_MS = 60_000;
/** A delayed job that is overdue by this long has not run because the workers' clocks are behind, ms. */
const OVERDUE_MS = 5_000;
const AT_ONCE = 500;

/**
 * Runs jobs that a wrong clock delays. BullMQ dates a delayed job by the clock of the process that delays it, and each
 * worker compares that date with its own clock.
 * @returns number of jobs
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
    // A worker has taken it in the meantime.
    if (await job?.isDelayed()) throw error;
  }
}

/** BullMQ's score of a delayed job: ms, then 12 bits that order jobs of the same ms. */
function scoreOf(ms: number): number {
  return ms * 0x1000;
}
