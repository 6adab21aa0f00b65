import type { Redis } from "ioredis";

/** Every key of Redis with all that it holds, a text for each, chunks of sound aside, which are no text. */
export async function everythingIn(redis: Redis): Promise<string[]> {
  const keys = await redis.keys("*");
  const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  return keys.map((key, i) => `${key} ${dumps[i]?.toString("latin1")}`);
}
