import type { Redis } from "ioredis";
import type { ScriptedRedis } from "./connection";
import { goneKey, takeKey } from "./keys";
import { type MailboxPosition, silenceOf } from "./mailbox";
import { AWAY_MS, readPresence } from "./presence";

/** Sound that stopped in mid-speech is expected to continue within this time, ms. */
const EXPECTED_MS = 15_000;

/**
 * Whether sound that stopped in mid-speech will continue. `expected`: it has just stopped. `possible`: the page is offline
 * and may reconnect with the sound that it kept. `none`: the speaker paused or stopped, another page speaks, or time ran out.
 */
export type Continuation = "expected" | "possible" | "none";

/** @param after the last entry that a worker has read */
export async function continuationAfter(
  redis: Redis,
  sessionId: string,
  after: MailboxPosition,
): Promise<Continuation> {
  const [silence, [take, stopped], presence] = await Promise.all([
    silenceOf(redis, sessionId),
    redis.hmget(takeKey(sessionId), "take", "stopped"),
    readPresence(redis, sessionId),
  ]);
  if (silence === null || take !== String(after.take) || stopped === "1" || presence === "paused") return "none";
  if (silence.soundlessMs < EXPECTED_MS) return "expected";
  return presence === "away" && silence.soundlessMs < AWAY_MS ? "possible" : "none";
}

/** Records that the sound up to `last` was recognised and waits for its continuation, so that no job serves the mailbox. */
export async function holdSound(
  redis: ScriptedRedis,
  sessionId: string,
  last: MailboxPosition,
  continuation: Continuation,
) {
  const held = `${last.take}-${last.n}-${continuation}`;
  await redis.interlineRemember(takeKey(sessionId), goneKey(sessionId), "held", held, 0);
}

/** Whether a mailbox holds only sound that waits for its continuation. No worker need serve it until something changes. */
export async function isSoundHeld(redis: Redis, sessionId: string): Promise<boolean> {
  const [held, take, n] = await redis.hmget(takeKey(sessionId), "held", "take", "n");
  if (!held) return false;
  const continuation = await continuationAfter(redis, sessionId, { take: Number(take), n: Number(n) });
  return held === `${take}-${n}-${continuation}`;
}
