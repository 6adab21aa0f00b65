import type { Redis, Result } from "ioredis";
import { OFFERS_KEY, RESERVED_KEY, WORKERS_KEY } from "./keys";
import { REDIS_NOW, redisTimeMs } from "./redis-time";

/** What a worker offers, renewed every second. */
export type WorkerOffer = {
  readonly id: string;
  readonly engine: string;
  readonly translator: string;
  /** BCP 47 tags that it hears. */
  readonly languages: readonly string[];
  /** Recognisers that it can run at once. */
  readonly capacity: number;
  readonly serving: number;
};

/** A worker that has not renewed its offer for this long counts as gone. */
const OFFER_MS = 3_500;
/** A session that is served renews its reservation every second. */
const SERVED_MS = 5_000;
/** From Start to the first chunk: time to answer the browser's question about the microphone. */
export const RESERVED_MS = 20_000;

// KEYS workers, offers, reserved. ARGV session, language, ms to reserve for.
const RESERVE = `${REDIS_NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
local total = 0
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local found = redis.call('HGET', KEYS[2], id)
  if found then
    local offer = cjson.decode(found)
    for _, language in ipairs(offer.languages) do
      if language == ARGV[2] then total = total + offer.capacity end
    end
  end
end
if not redis.call('ZSCORE', KEYS[3], ARGV[1]) and redis.call('ZCARD', KEYS[3]) >= total then return 0 end
if total == 0 then return 0 end
redis.call('ZADD', KEYS[3], 'GT', now + tonumber(ARGV[3]), ARGV[1])
return 1`;

declare module "ioredis" {
  interface RedisCommander<Context> {
    interlineReserve(...args: (string | number)[]): Result<number, Context>;
  }
}

/** Teaches a connection the script of `reserve`. */
export function withCapacity(redis: Redis): Redis {
  redis.defineCommand("interlineReserve", { numberOfKeys: 3, lua: RESERVE });
  return redis;
}

/**
 * Reserves a recogniser for a session, or renews what it has.
 * @returns false when every recogniser that hears the language is taken, or nobody serves
 */
export async function reserve(redis: Redis, sessionId: string, language: string): Promise<boolean> {
  return (await redis.interlineReserve(WORKERS_KEY, OFFERS_KEY, RESERVED_KEY, sessionId, language, RESERVED_MS)) === 1;
}

/** Gives a session's recogniser back. */
export async function release(redis: Redis, sessionId: string): Promise<void> {
  await redis.zrem(RESERVED_KEY, sessionId);
}

/** Says what this worker offers and which sessions it serves. */
export async function announce(redis: Redis, offer: WorkerOffer, serving: readonly string[]): Promise<void> {
  const now = await redisTimeMs(redis);
  const batch = redis
    .multi()
    .zadd(WORKERS_KEY, now + OFFER_MS, offer.id)
    .hset(OFFERS_KEY, offer.id, JSON.stringify(offer))
    // A deleted session is forgotten here too, also when nobody presses Start any more.
    .zremrangebyscore(RESERVED_KEY, "-inf", now);
  for (const sessionId of serving) batch.zadd(RESERVED_KEY, "GT", now + SERVED_MS, sessionId);
  await batch.exec();
}

/** The worker takes no more sessions. */
export async function withdraw(redis: Redis, workerId: string): Promise<void> {
  await redis.multi().zrem(WORKERS_KEY, workerId).hdel(OFFERS_KEY, workerId).exec();
}

/** The offers of every worker that is alive. */
export async function readOffers(redis: Redis): Promise<WorkerOffer[]> {
  const alive = await redis.zrangebyscore(WORKERS_KEY, await redisTimeMs(redis), "+inf");
  const found = alive.length === 0 ? [] : await redis.hmget(OFFERS_KEY, ...alive);
  return found.flatMap((json) => (json === null ? [] : [JSON.parse(json) as WorkerOffer]));
}

/** Forgets what workers offered that are gone. */
export async function forgetLostWorkers(redis: Redis): Promise<void> {
  const now = await redisTimeMs(redis);
  const [known, alive] = await Promise.all([redis.hkeys(OFFERS_KEY), redis.zrangebyscore(WORKERS_KEY, now, "+inf")]);
  const lost = known.filter((id) => !alive.includes(id));
  if (lost.length > 0) await redis.hdel(OFFERS_KEY, ...lost);
}
