import type { Redis, Result } from "ioredis";
import type { SpeakerPresence } from "#protocol/share";
import { presenceKey } from "./keys";

const PRESENCE_SECONDS = 86_400;

// KEYS presence. ARGV socket, state. Only the socket that speaks last says what becomes of it.
const CHANGE = `
if redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] then return 0 end
if redis.call('HGET', KEYS[1], 'is') == ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'is', ARGV[2])
return 1`;

declare module "ioredis" {
  interface RedisCommander<Context> {
    interlineChangePresence(...args: string[]): Result<number, Context>;
  }
}

/** Teaches a connection the script of `changePresence`. */
export function withPresence(redis: Redis): Redis {
  redis.defineCommand("interlineChangePresence", { numberOfKeys: 1, lua: CHANGE });
  return redis;
}

/** A socket begins to speak, or goes on. */
export async function beginPresence(redis: Redis, sessionId: string, socketId: string): Promise<void> {
  const key = presenceKey(sessionId);
  await redis.multi().hset(key, { by: socketId, is: "speaking" }).expire(key, PRESENCE_SECONDS).exec();
}

/** @returns false when another socket speaks, or nothing changed */
export async function changePresence(
  redis: Redis,
  sessionId: string,
  socketId: string,
  is: NonNullable<SpeakerPresence>,
): Promise<boolean> {
  return (await redis.interlineChangePresence(presenceKey(sessionId), socketId, is)) === 1;
}

export async function readPresence(redis: Redis, sessionId: string): Promise<SpeakerPresence> {
  const is = await redis.hget(presenceKey(sessionId), "is");
  return is === "speaking" || is === "paused" || is === "away" ? is : null;
}
