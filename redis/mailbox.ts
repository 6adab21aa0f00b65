import type { Redis } from "ioredis";
import { CHUNK_SAMPLES, msToSamples } from "#protocol/sound";
import { noteLeftover } from "./append-only-file";
import { isOutOfMemory, type ScriptedRedis } from "./connection";
import { goneKey, mailboxKey, presenceKey, shownLanguagesKey, takeKey } from "./keys";
import { redisTimeMs } from "./redis-time";

/** Chunks that a mailbox holds at most: two minutes of sound that is not anchored. */
export const MAILBOX_CHUNKS = 600;

/** A session's clock ends where its milliseconds no longer fit PostgreSQL's integer: 24 days. */
const LONGEST_SAMPLES = msToSamples(2 ** 31 - 1);

/** Lifetime of the tombstone of a deleted session, and of the take of an ended one: a day. */
const MEMORY_SECONDS = 86_400;

/** Result of `appendEntry`. `credit`: chunks that the mailbox still accepts. */
export type Appended =
  | { readonly kind: "added" | "known"; readonly credit: number }
  | { readonly kind: "expected"; readonly expected: number; readonly credit: number }
  /** Redis has no memory of this take: restore it from the store. */
  | { readonly kind: "unknown" }
  | { readonly kind: "superseded" | "full" | "stopped" | "gone" };

/** An entry's take, and the number of its last chunk. */
export type MailboxPosition = { readonly take: number; readonly n: number };

export type MailboxEntry = MailboxPosition & {
  readonly kind: "chunk" | "lost" | "stop";
  /** The first chunk that the entry covers: `n`, except for a lost range. */
  readonly from: number;
  readonly sound?: Uint8Array;
  /** Time since its capture began, ms; absent: it follows the entry before without a pause. */
  readonly age?: number | undefined;
};

/**
 * Appends one entry if it is the next one of its take. An entry that is already there counts as `known`.
 * @returns `full` also when Redis is out of memory
 * @throws the connection's error
 */
export async function appendEntry(redis: ScriptedRedis, sessionId: string, entry: MailboxEntry): Promise<Appended> {
  const samples = entry.kind === "stop" ? 0 : (entry.n - entry.from + 1) * CHUNK_SAMPLES;
  try {
    const [kind, first = 0, second = 0] = await redis.interlineAppend(
      mailboxKey(sessionId),
      takeKey(sessionId),
      goneKey(sessionId),
      entry.take,
      entry.from,
      entry.n,
      entry.kind,
      entry.sound ?? "",
      samples,
      MAILBOX_CHUNKS,
      LONGEST_SAMPLES,
      entry.age ?? "",
    );
    if (kind === "added" || kind === "known") return { kind, credit: Math.max(first, 0) };
    if (kind === "expected") return { kind, expected: first, credit: Math.max(second, 0) };
    return { kind } as Appended;
  } catch (error) {
    if (isOutOfMemory(error)) return { kind: "full" };
    throw error;
  }
}

/**
 * Begins a take at the end of the sound of older takes. After a stop the session is being continued: the mailbox is emptied
 * first.
 * @param reach samples, from the store: where the take begins when Redis has lost the older takes
 * @returns the sample at which the take begins, or why it may not begin
 */
export async function openTake(
  redis: ScriptedRedis,
  sessionId: string,
  take: number,
  reach: number,
): Promise<number | "superseded" | "gone"> {
  const keys = [takeKey(sessionId), goneKey(sessionId), mailboxKey(sessionId)];
  const [kind, start = 0, dropped = 0] = await redis.interlineOpenTake(...keys, take, reach);
  if (dropped > 0) await noteLeftover(redis, "recognised");
  return kind === "opened" ? start : (kind as "superseded" | "gone");
}

/** The state of a take to restore: `n` chunks have arrived, and they end at sample `end`. */
export type RememberedTake = { readonly take: number; readonly n: number; readonly end: number };

/**
 * Restores a take that Redis has lost, or moves it past chunks that are anchored.
 * @returns the last chunk that is accounted for, or why the take is over
 */
export async function restoreTake(
  redis: ScriptedRedis,
  sessionId: string,
  known: RememberedTake,
): Promise<number | "superseded" | "gone"> {
  const { take, n, end } = known;
  const reply = await redis.interlineRestoreTake(takeKey(sessionId), goneKey(sessionId), take, n, end);
  return reply[0] === "held" ? (reply[1] ?? 0) : (reply[0] as "superseded" | "gone");
}

/** The last chunk of a take that arrived, or its stop; null when Redis does not know. */
export async function arrivedOfTake(redis: Redis, sessionId: string, take: number): Promise<number | null> {
  const [present, n, older] = await redis.hmget(takeKey(sessionId), "take", "n", `arrived:${take}`);
  const arrived = Number(present) === take ? n : older;
  return arrived ? Number(arrived) : null;
}

/** Marks every chunk from here on with the language that is spoken. */
export async function setSpokenLanguage(redis: ScriptedRedis, sessionId: string, lang: string): Promise<void> {
  await redis.interlineRemember(takeKey(sessionId), goneKey(sessionId), "lang", lang, 0);
}

/**
 * Notes that a page wants to speak and has to wait for a recogniser or a budget: the sweeper then does not stop the session
 * as idle.
 */
export async function noteWish(redis: ScriptedRedis, sessionId: string): Promise<void> {
  await redis.interlineRemember(takeKey(sessionId), goneKey(sessionId), "wished", await redisTimeMs(redis), 0);
}

/** `soundlessMs`: since the last chunk; `idleMs`: since the last chunk or wish to speak. */
export type Silence = { readonly soundlessMs: number; readonly idleMs: number };

/** Reads how long no chunk has come; null when Redis knows no take of the session. */
export async function silenceOf(redis: Redis, sessionId: string): Promise<Silence | null> {
  const [now, [at = null, wished = null]] = await Promise.all([
    redisTimeMs(redis),
    redis.hmget(takeKey(sessionId), "at", "wished"),
  ]);
  if (at === null) return null;
  return { soundlessMs: now - Number(at), idleMs: now - Math.max(Number(at), Number(wished)) };
}

/** Begins to count the silence of a session of which Redis knows nothing. */
export async function startCountingSilence(redis: ScriptedRedis, sessionId: string): Promise<void> {
  await redis.interlineRemember(takeKey(sessionId), goneKey(sessionId), "at", await redisTimeMs(redis), 1);
}

/** Makes the present stop of the session's clock longer, ms: the next sound then has a longer pause before it. */
export async function lengthenClockStop(redis: ScriptedRedis, sessionId: string, ms: number): Promise<void> {
  const clock = await redis.hget(takeKey(sessionId), "clock");
  if (clock === null) return;
  await redis.interlineRemember(takeKey(sessionId), goneKey(sessionId), "clock", Number(clock) - ms, 0);
}

/** The end of the sound that has arrived, in samples of the session's clock; 0 when Redis knows no take of the session. */
export async function arrivedIn(redis: Redis, sessionId: string): Promise<number> {
  return Number((await redis.hget(takeKey(sessionId), "end")) ?? 0);
}

/** Number of entries in the mailbox, which the store does not cover yet. */
export async function entriesIn(redis: Redis, sessionId: string): Promise<number> {
  return redis.xlen(mailboxKey(sessionId));
}

/** Chunks that the mailbox still accepts. */
export async function creditIn(redis: Redis, sessionId: string): Promise<number> {
  return Math.max(MAILBOX_CHUNKS - (await entriesIn(redis, sessionId)), 0);
}

/** Removes the entries before entry `n` of `take`, which the store covers. */
export async function trimBefore(redis: Redis, sessionId: string, take: number, n: number): Promise<void> {
  const dropped = await redis.xtrim(mailboxKey(sessionId), "MINID", `${take}-${n}`);
  if (dropped > 0) await noteLeftover(redis, "recognised");
}

/**
 * Removes the mailbox of an ended session. Its take stays for a day, so that late chunks get an answer.
 * @param lastTake the session's last one. Prevents a delayed worker from deleting the sound of a session that was continued
 * since
 * @returns false when a later take has begun: the session was continued
 */
export async function closeMailbox(redis: ScriptedRedis, sessionId: string, lastTake: number): Promise<boolean> {
  const keys = [mailboxKey(sessionId), takeKey(sessionId), presenceKey(sessionId)];
  const isClosed = (await redis.interlineCloseMailbox(...keys, lastTake, MEMORY_SECONDS)) === 1;
  if (isClosed) await noteLeftover(redis, "recognised");
  return isClosed;
}

/**
 * Removes the sound and the state of a deleted session. A tombstone stays for a day, so that late chunks create no new
 * mailbox.
 */
export async function buryMailbox(redis: Redis, sessionId: string): Promise<void> {
  await redis
    .multi()
    .set(goneKey(sessionId), "1", "EX", MEMORY_SECONDS)
    .del(mailboxKey(sessionId), takeKey(sessionId), presenceKey(sessionId), shownLanguagesKey(sessionId))
    .exec();
}
