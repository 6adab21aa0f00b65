import type { Redis } from "ioredis";

/** Prefix of a Lua script that sets `now` to Redis' time, ms since 1970. The clocks of processes may differ from it. */
export const REDIS_NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Redis' time, ms since 1970. Every expiry that processes share in Redis uses this clock. */
export async function redisTimeMs(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
}
