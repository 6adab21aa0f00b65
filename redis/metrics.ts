import type { Redis } from "ioredis";
import { COUNTS_KEY } from "./keys";

/** Adds what a worker has counted to what all have; no session is named. */
export async function addCounts(redis: Redis, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) return;
  const batch = redis.multi();
  for (const [name, count] of counts) batch.hincrby(COUNTS_KEY, name, count);
  await batch.exec();
}

/** Everything counted since Redis was made. */
export async function readCounts(redis: Redis): Promise<ReadonlyMap<string, number>> {
  return new Map(Object.entries(await redis.hgetall(COUNTS_KEY)).map(([name, count]) => [name, Number(count)]));
}
