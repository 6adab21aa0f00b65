import type { Redis } from "ioredis";
import type { ClockOff } from "#platform/clocks";
import { RESERVED_KEY, WORKER_INFO_KEY, WORKERS_KEY } from "./keys";
import { redisTimeMs } from "./redis-time";

/** A worker's engines and capacity. Each worker renews it every second. */
export type WorkerInfo = {
  readonly id: string;
  readonly engine: string;
  readonly translator: string;
  /** BCP 47 tags of the languages that it recognises. */
  readonly languages: readonly string[];
  /** Recognisers that it can run at once. */
  readonly capacity: number;
  readonly serving: number;
  /** The shared clocks that differ from its own clock. Absent from workers of earlier versions. */
  readonly clockOff?: readonly ClockOff[];
};

/** A worker that has not announced itself for this long, ms, counts as gone. */
const ANNOUNCED_MS = 3_500;
/** A worker's session keeps its recogniser for this long, ms. The worker renews the reservation every second. */
const SERVED_MS = 5_000;

/** Announces this worker and renews the reservations of the sessions that it serves. */
export async function announceWorker(redis: Redis, worker: WorkerInfo, serving: readonly string[]): Promise<void> {
  const now = await redisTimeMs(redis);
  const batch = redis
    .multi()
    .zadd(WORKERS_KEY, now + ANNOUNCED_MS, worker.id)
    .hset(WORKER_INFO_KEY, worker.id, JSON.stringify(worker))
    // Reservations of deleted sessions expire here too: the reservation script runs only when a page asks for a
    // recogniser.
    .zremrangebyscore(RESERVED_KEY, "-inf", now);
  for (const sessionId of serving) batch.zadd(RESERVED_KEY, "GT", now + SERVED_MS, sessionId);
  await batch.exec();
}

/** Removes a worker that takes no more sessions. */
export async function withdrawWorker(redis: Redis, workerId: string): Promise<void> {
  await redis.multi().zrem(WORKERS_KEY, workerId).hdel(WORKER_INFO_KEY, workerId).exec();
}

/** Every worker that is alive. */
export async function readWorkers(redis: Redis): Promise<WorkerInfo[]> {
  const alive = await redis.zrangebyscore(WORKERS_KEY, await redisTimeMs(redis), "+inf");
  const found = alive.length === 0 ? [] : await redis.hmget(WORKER_INFO_KEY, ...alive);
  return found.flatMap((json) => (json === null ? [] : [JSON.parse(json) as WorkerInfo]));
}

/** Deletes the announcements of dead workers. */
export async function forgetLostWorkers(redis: Redis): Promise<void> {
  const now = await redisTimeMs(redis);
  const [known, alive] = await Promise.all([
    redis.hkeys(WORKER_INFO_KEY),
    redis.zrangebyscore(WORKERS_KEY, now, "+inf"),
  ]);
  const lost = known.filter((id) => !alive.includes(id));
  if (lost.length > 0) await redis.hdel(WORKER_INFO_KEY, ...lost);
}
