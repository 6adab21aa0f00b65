import type { Redis } from "ioredis";
import { COUNTS_KEY } from "./keys";

/** Adds a worker's counts to the counters of all workers. No session is named. */
export async function addCounts(redis: Redis, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) return;
  const batch = redis.multi();
  for (const [name, count] of counts) batch.hincrby(COUNTS_KEY, name, count);
  await batch.exec();
}

/** All counters since this Redis was set up. */
export async function readCounts(redis: Redis): Promise<ReadonlyMap<string, number>> {
  return new Map(Object.entries(await redis.hgetall(COUNTS_KEY)).map(([name, count]) => [name, Number(count)]));
}
