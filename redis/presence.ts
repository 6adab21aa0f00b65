import type { Redis } from "ioredis";
import type { SpeakerPresence } from "#protocol/share";
import type { ScriptedRedis } from "./connection";
import { presenceKey } from "./keys";

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

export async function readPresence(redis: Redis, sessionId: string): Promise<SpeakerPresence> {
  const is = await redis.hget(presenceKey(sessionId), "is");
  return is === "speaking" || is === "paused" || is === "away" ? is : null;
}
