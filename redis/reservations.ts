import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import type { ScriptedRedis } from "./connection";
import { GRACED_KEY, HOLDERS_KEY, RESERVED_KEY, WAITERS_KEY, WORKER_INFO_KEY, WORKERS_KEY } from "./keys";

/** Grace period from Start to the first chunk, ms: time to answer the browser's microphone prompt. Once per session. */
const GRACE_MS = 20_000;
/** A session without sound for this long loses its recogniser, ms. A worker that still has sound renews it every second. */
const SOUND_MS = 8_000;
/** A waiting page asks again every second. After this long without a request it no longer waits, ms. */
const WAITER_MS = 15_000;
/** Reservations that one person may hold at a time for sessions without sound. */
const MOST_SOUNDLESS = 2;
const MOST_WAITERS = 1_000;
const GRACED_MS = 86_400_000;

/** A request for a recogniser. */
export type Wish = {
  readonly sessionId: string;
  readonly language: string;
  readonly user: { readonly id: string; readonly isAnonymous: boolean };
  readonly addressHash: string;
  /** For a recording, which gives its recogniser up to any speaker that waits, and waits behind all of them. */
  readonly isRecording?: boolean;
};

export type Reservation =
  | { readonly kind: "free" }
  /** No worker recognises the language. */
  | { readonly kind: "none" }
  /** `place` 1: the next free recogniser is for this session. */
  | { readonly kind: "waiting"; readonly place: number };

/**
 * Reserves a recogniser for a grace period before the first sound, once per session. Later calls reserve nothing and report
 * only whether a recogniser is free.
 * @param waitsAs who holds the place in the queue. `person` for Start, whose session is deleted if no recogniser is free
 */
export async function reserveToBegin(
  redis: ScriptedRedis,
  wish: Wish,
  waitsAs: "session" | "person",
): Promise<Reservation> {
  return ask(redis, "begin", wish, waitsAs === "session" ? wish.sessionId : `start:${personOf(wish)}`);
}

/** Reserves a recogniser for sound that has arrived, or renews the reservation. */
export async function reserveForSound(redis: ScriptedRedis, wish: Wish): Promise<Reservation> {
  return ask(redis, "sound", wish, wish.sessionId);
}

/** Releases a session's recogniser, or its place in the queue. */
export async function releaseReservation(redis: Redis, sessionId: string): Promise<void> {
  await redis
    .multi()
    .zrem(RESERVED_KEY, sessionId)
    .hdel(HOLDERS_KEY, sessionId)
    .hdel(WAITERS_KEY, sessionId)
    .zrem(GRACED_KEY, sessionId)
    .exec();
}

async function ask(redis: ScriptedRedis, mode: "begin" | "sound", wish: Wish, waitsAs: string): Promise<Reservation> {
  const { sessionId, language, user, addressHash } = wish;
  const party = user.isAnonymous ? addressHash : personOf(wish);
  const [kind, place] = await redis.interlineReserve(
    ...[WORKERS_KEY, WORKER_INFO_KEY, RESERVED_KEY, HOLDERS_KEY, WAITERS_KEY, GRACED_KEY],
    ...[mode, sessionId, waitsAs, personOf(wish), party, language],
    ...[GRACE_MS, SOUND_MS, WAITER_MS, MOST_SOUNDLESS, MOST_WAITERS, GRACED_MS, wish.isRecording ? 1 : 0],
  );
  if (kind === "waiting") return { kind, place: place ?? 1 };
  return { kind: kind === "none" ? "none" : "free" };
}

/** Hash of a person's id, so that Redis names no person who has been deleted. */
function personOf({ user }: Wish): string {
  return createHash("sha256").update(user.id).digest("base64url").slice(0, 16);
}
