import type { Redis } from "ioredis";
import { readersKey, SESSIONS_READ_KEY, viewsKey } from "./keys";
import { redisTimeMs } from "./redis-time";

/** Number of readers at one gateway, by link id, then by language ("": the original only). */
export type ReadersHere = { readonly [linkId: string]: { readonly [lang: string]: number } };

/** A gateway's report is valid for this long, ms; it repeats it every second. */
const VALID_MS = 3_500;
/** Views are deduplicated for this long after a session's first view; later reconnects are rare. */
const VIEW_SECONDS = 3_600;

type Reported = { readonly until: number; readonly readers: ReadersHere };

/** Reports the readers of a session at one gateway. */
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
  await redis.zadd(SESSIONS_READ_KEY, "GT", until, sessionId);
}

/** Removes the report of a gateway where no reader is left. */
export async function withdrawReaders(redis: Redis, gatewayId: string, sessionId: string): Promise<void> {
  await redis.hdel(readersKey(sessionId), gatewayId);
}

/** Sessions that have readers at any gateway. */
export async function sessionsRead(redis: Redis): Promise<string[]> {
  const now = await redisTimeMs(redis);
  await redis.zremrangebyscore(SESSIONS_READ_KEY, "-inf", now);
  return redis.zrangebyscore(SESSIONS_READ_KEY, now, "+inf");
}

/** Readers of a session, by gateway id. The report of a dead gateway has expired. */
export async function readReaders(redis: Redis, sessionId: string): Promise<Map<string, ReadersHere>> {
  const [now, found] = await Promise.all([redisTimeMs(redis), redis.hgetall(readersKey(sessionId))]);
  const all = Object.entries(found).map(([id, json]) => [id, JSON.parse(json) as Reported] as const);
  return new Map(all.filter(([, { until }]) => until > now).map(([id, { readers }]) => [id, readers]));
}

/** @returns false if this view of a link's page was counted before */
export async function isNewView(redis: Redis, sessionId: string, viewId: string): Promise<boolean> {
  const key = viewsKey(sessionId);
  const isNew = (await redis.sadd(key, viewId)) === 1;
  // Set once: renewed at each view the set would never expire. EXPIRE NX needs Redis 7.
  if ((await redis.ttl(key)) < 0) await redis.expire(key, VIEW_SECONDS);
  return isNew;
}

/** Deletes the readers and views of a deleted session. */
export async function forgetReaders(redis: Redis, sessionId: string): Promise<void> {
  await redis.del(readersKey(sessionId), viewsKey(sessionId));
  await redis.zrem(SESSIONS_READ_KEY, sessionId);
}
