import type { Redis } from "ioredis";
import { openingsKey, READ_KEY, readersKey } from "./keys";
import { redisTimeMs } from "./redis-time";

/** How many read at one gateway: link id, then language ("": the original only), then their number. */
export type ReadersHere = { readonly [linkId: string]: { readonly [lang: string]: number } };

/** What a gateway said counts for this long; it says it again every second. */
const VALID_MS = 3_500;
/** Openings are remembered together for this long: hardly any reconnect comes later. */
const OPENING_SECONDS = 3_600;

type Reported = { readonly until: number; readonly readers: ReadersHere };

/** Says who reads a session at one gateway. */
export async function reportReaders(
  redis: Redis,
  gatewayId: string,
  sessionId: string,
  readers: ReadersHere,
): Promise<void> {
  const until = (await redisTimeMs(redis)) + VALID_MS;
  const report: Reported = { until, readers };
  await redis
    .multi()
    .hset(readersKey(sessionId), gatewayId, JSON.stringify(report))
    .pexpire(readersKey(sessionId), VALID_MS)
    .exec();
  await redis.zadd(READ_KEY, "GT", until, sessionId);
}

/** Nobody reads it at this gateway any more. */
export async function withdrawReaders(redis: Redis, gatewayId: string, sessionId: string): Promise<void> {
  await redis.hdel(readersKey(sessionId), gatewayId);
}

/** The sessions that somebody reads by a link, anywhere. */
export async function sessionsRead(redis: Redis): Promise<string[]> {
  const now = await redisTimeMs(redis);
  await redis.zremrangebyscore(READ_KEY, "-inf", now);
  return redis.zrangebyscore(READ_KEY, now, "+inf");
}

/** Who reads a session, by gateway. Those of a gateway that has died are gone. */
export async function readReaders(redis: Redis, sessionId: string): Promise<Map<string, ReadersHere>> {
  const [now, found] = await Promise.all([redisTimeMs(redis), redis.hgetall(readersKey(sessionId))]);
  const all = Object.entries(found).map(([id, json]) => [id, JSON.parse(json) as Reported] as const);
  return new Map(all.filter(([, { until }]) => until > now).map(([id, { readers }]) => [id, readers]));
}

/** @returns false when this opening of a link's page was counted before */
export async function isNewOpening(redis: Redis, sessionId: string, opening: string): Promise<boolean> {
  const key = openingsKey(sessionId);
  const isNew = (await redis.sadd(key, opening)) === 1;
  // From the first on, or the set would grow for as long as anybody comes. EXPIRE NX is not in Redis 6.2.
  if ((await redis.ttl(key)) < 0) await redis.expire(key, OPENING_SECONDS);
  return isNew;
}

/** Nothing of a deleted session's readers is left. */
export async function forgetReaders(redis: Redis, sessionId: string): Promise<void> {
  await redis.del(readersKey(sessionId), openingsKey(sessionId));
  await redis.zrem(READ_KEY, sessionId);
}
