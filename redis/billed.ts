import type { Redis } from "ioredis";
import { BILLED_KEY } from "./keys";

/** Adds to the seconds that the speech engine's provider has billed, of all sessions together. */
export async function countBilled(redis: Redis, seconds: number): Promise<void> {
  await redis.incrbyfloat(BILLED_KEY, seconds);
}

/** Seconds billed since this Redis was set up. */
export async function readBilled(redis: Redis): Promise<number> {
  return Number((await redis.get(BILLED_KEY)) ?? 0);
}
