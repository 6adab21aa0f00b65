import type { Redis } from "ioredis";
import { BILLED_KEY } from "./keys";

/** Counts seconds that the speech engine's provider has billed; no session is named. */
export async function countBilled(redis: Redis, seconds: number): Promise<void> {
  await redis.incrbyfloat(BILLED_KEY, seconds);
}

/** All seconds billed since Redis was made. */
export async function readBilled(redis: Redis): Promise<number> {
  return Number((await redis.get(BILLED_KEY)) ?? 0);
}
