import { Redis, type RedisOptions } from "ioredis";

/**
 * A connection to Redis or Valkey that waits out restarts: commands stay queued until it is back.
 * `url` is redis://, rediss:// or the absolute path of a unix socket.
 */
export function connectRedis(url: string, options: RedisOptions = {}): Redis {
  // RESP2: with RESP3 some replies of ioredis 6 change their shape.
  const all: RedisOptions = { protocol: 2, maxRetriesPerRequest: null, retryStrategy: retryDelay, ...options };
  return url.startsWith("/") ? new Redis({ ...all, path: url }) : new Redis(url, all);
}

/** Whether Redis refused a command because it may use no more memory; the queue's scripts are refused alike. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("OOM");
}

/** Milliseconds before attempt number `attempt`: a restart is noticed within half a second. */
function retryDelay(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt, 4), 500) + Math.random() * 50;
}
