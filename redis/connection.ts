import { Redis, type RedisOptions } from "ioredis";

/**
 * A connection to Redis or Valkey that survives restarts: commands are queued until it reconnects.
 * @param url redis://, rediss:// or the absolute path of a Unix socket
 */
export function connectRedis(url: string, options: RedisOptions = {}): Redis {
  // RESP2: with RESP3 ioredis 6 changes the shape of some replies.
  const all: RedisOptions = { protocol: 2, maxRetriesPerRequest: null, retryStrategy: retryDelay, ...options };
  return url.startsWith("/") ? new Redis({ ...all, path: url }) : new Redis(url, all);
}

/** Whether Redis refused a command because it is out of memory. Scripts are refused in the same way. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("OOM");
}

/** Milliseconds before reconnect attempt number `attempt`: a restart is noticed within half a second. */
function retryDelay(attempt: number): number {
  return Math.min(50 * 2 ** Math.min(attempt, 4), 500) + Math.random() * 50;
}
