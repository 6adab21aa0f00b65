import type { Redis } from "ioredis";

/** @returns every key of Redis with its dumped value, one text per key */
export async function everythingIn(redis: Redis): Promise<string[]> {
  const keys = await redis.keys("*");
  const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  return keys.map((key, i) => `${key} ${dumps[i]?.toString("latin1")}`);
}
