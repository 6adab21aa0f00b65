import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import type { ScriptedRedis } from "./connection";
import { GRACED_KEY, HOLDERS_KEY, RESERVED_KEY, WAITERS_KEY, WORKER_INFO_KEY, WORKERS_KEY } from "./keys";

/** From Start to the first chunk: time to answer the browser's question about the microphone. Once for each session. */
const GRACE_MS = 20_000;
/** Without sound for this long a session gives its recogniser back; a worker that still has some renews it every second. */
const SOUND_MS = 8_000;
/** A page that waits asks again every second; without a word for this long it waits no more. */
const WAITER_MS = 15_000;
/** Reservations of one person at a time for sessions in which nothing was said yet. */
const MOST_SOUNDLESS = 2;
const MOST_WAITERS = 1_000;
const GRACED_MS = 86_400_000;

/** Who wants a recogniser. */
export type Wish = {
  readonly sessionId: string;
  readonly language: string;
  readonly user: { readonly id: string; readonly isAnonymous: boolean };
  readonly addressHash: string;
};

export type Reservation =
  | { readonly kind: "free" }
  /** No recogniser hears the language. */
  | { readonly kind: "none" }
  /** `place` 1: the next one is for this session. */
  | { readonly kind: "waiting"; readonly place: number };

/**
 * Reserves a recogniser before there is sound, for a short grace, once for each session. Later it only says whether there
 * is one: sound reserves it.
 * @param waitsAs `person`: it is not the session that waits, which goes if it gets none, but whoever wants to start it
 */
export async function reserveToBegin(
  redis: ScriptedRedis,
  wish: Wish,
  waitsAs: "session" | "person",
): Promise<Reservation> {
  return ask(redis, "begin", wish, waitsAs === "session" ? wish.sessionId : `start:${personOf(wish)}`);
}

/** Reserves a recogniser for sound that has come, or renews the reservation: nothing else does. */
export async function reserveForSound(redis: ScriptedRedis, wish: Wish): Promise<Reservation> {
  return ask(redis, "sound", wish, wish.sessionId);
}

/** Gives a session's recogniser back, or its place in the queue. */
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
    ...[GRACE_MS, SOUND_MS, WAITER_MS, MOST_SOUNDLESS, MOST_WAITERS, GRACED_MS],
  );
  if (kind === "waiting") return { kind, place: place ?? 1 };
  return { kind: kind === "none" ? "none" : "free" };
}

/** A person's name in Redis: a hash, so that nothing there names somebody who is gone. */
function personOf({ user }: Wish): string {
  return createHash("sha256").update(user.id).digest("base64url").slice(0, 16);
}
