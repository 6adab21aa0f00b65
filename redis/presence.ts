import type { Redis } from "ioredis";
import type { SpeakerPresence } from "#protocol/share";
import type { ScriptedRedis } from "./connection";
import { presenceKey } from "./keys";
import { silenceOf } from "./mailbox";

const PRESENCE_SECONDS = 86_400;

/** Stores that a socket begins or continues to speak, or continues its pause. */
export async function beginPresence(
  redis: Redis,
  sessionId: string,
  socketId: string,
  is: "speaking" | "paused",
): Promise<void> {
  const key = presenceKey(sessionId);
  await redis.multi().hset(key, { by: socketId, is }).expire(key, PRESENCE_SECONDS).exec();
}

/** @returns false when another socket speaks, or nothing changed */
export async function changePresence(
  redis: ScriptedRedis,
  sessionId: string,
  socketId: string,
  is: NonNullable<SpeakerPresence>,
): Promise<boolean> {
  return (await redis.interlineChangePresence(presenceKey(sessionId), socketId, is)) === 1;
}

/** How long a page that speaks may be away, as in a hole of its network, and still be expected back, ms. */
export const AWAY_MS = 60_000;

/** Whether another page than this socket's speaks in the session, has paused, or has just gone away. */
export async function isOccupied(redis: Redis, sessionId: string, socketId: string): Promise<boolean> {
  const [by, is] = await redis.hmget(presenceKey(sessionId), "by", "is");
  if (!by || by === socketId) return false;
  if (is === "speaking" || is === "paused") return true;
  return is === "away" && ((await silenceOf(redis, sessionId))?.soundlessMs ?? AWAY_MS) < AWAY_MS;
}

export async function readPresence(redis: Redis, sessionId: string): Promise<SpeakerPresence> {
  const is = await redis.hget(presenceKey(sessionId), "is");
  return is === "speaking" || is === "paused" || is === "away" ? is : null;
}
