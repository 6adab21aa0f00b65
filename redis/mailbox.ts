import type { Redis, Result } from "ioredis";
import { CHUNK_SAMPLES, msToSamples } from "#protocol/sound";
import { noteLeftover } from "./append-only-file";
import { isOutOfMemory } from "./connection";
import { goneKey, listenersKey, mailboxKey, presenceKey, takeKey } from "./keys";
import { REDIS_NOW, redisTimeMs } from "./redis-time";

/** Chunks that a mailbox holds at most: two minutes of sound that nobody has recognised. */
export const MAILBOX_CHUNKS = 600;

/** A session's clock ends where its milliseconds no longer fit PostgreSQL's integer: 24 days. */
const LONGEST_SAMPLES = msToSamples(2 ** 31 - 1);

/** How long the tombstone of a deleted session, and the memory of an ended one, stay: a day. */
const MEMORY_SECONDS = 86_400;

/** What happened to an entry that a page sent. `room`: chunks that the mailbox still takes. */
export type Appended =
  | { readonly kind: "added" | "known"; readonly room: number }
  | { readonly kind: "expected"; readonly expected: number; readonly room: number }
  /** Redis has no memory of this take: restore it from the store. */
  | { readonly kind: "unknown" }
  | { readonly kind: "superseded" | "full" | "stopped" | "gone" };

export type MailboxEntry = {
  readonly kind: "chunk" | "lost" | "stop";
  readonly take: number;
  /** The first chunk that it stands for: `n`, except for a lost range. */
  readonly from: number;
  readonly n: number;
  readonly sound?: Uint8Array;
};

// One script per entry: Redis alone refuses duplicates in a stream but accepts holes.
// KEYS mailbox, take, gone. ARGV take, from, n, kind, sound, samples, cap, longest (samples).
const APPEND = `${REDIS_NOW}
if redis.call('EXISTS', KEYS[3]) == 1 then return {'gone'} end
local held = redis.call('HMGET', KEYS[2], 'take', 'n', 'end', 'stopped', 'lang')
if not held[1] then return {'unknown'} end
local take = tonumber(ARGV[1])
if tonumber(held[1]) > take then return {'superseded'} end
if tonumber(held[1]) < take then return {'unknown'} end
local last = tonumber(held[2])
local room = tonumber(ARGV[7]) - redis.call('XLEN', KEYS[1])
if tonumber(ARGV[3]) <= last then return {'known', room} end
if held[4] == '1' then return {'stopped'} end
if tonumber(ARGV[2]) ~= last + 1 then return {'expected', last + 1, room} end
if tonumber(held[3]) + tonumber(ARGV[6]) > tonumber(ARGV[8]) then return {'stopped'} end
if room <= 0 and ARGV[4] ~= 'stop' then return {'full'} end
redis.call('XADD', KEYS[1], ARGV[1] .. '-' .. ARGV[3], 'k', ARGV[4], 's', held[3], 'd', ARGV[5], 'l', ARGV[6], 'g', held[5] or '')
if ARGV[4] == 'stop' then
  redis.call('HSET', KEYS[2], 'n', ARGV[3], 'stopped', '1')
else
  redis.call('HSET', KEYS[2], 'n', ARGV[3], 'end', tonumber(held[3]) + tonumber(ARGV[6]), 'at', now)
end
return {'added', room - 1}`;

// KEYS take, gone. ARGV take, anchor (samples). Begins after everything that arrived in older takes.
const OPEN_TAKE = `${REDIS_NOW}
if redis.call('EXISTS', KEYS[2]) == 1 then return {'gone'} end
local held = redis.call('HMGET', KEYS[1], 'take', 'end')
if held[1] and tonumber(held[1]) >= tonumber(ARGV[1]) then return {'superseded'} end
local start = math.max(tonumber(held[2] or '0'), tonumber(ARGV[2]))
redis.call('HSET', KEYS[1], 'take', ARGV[1], 'n', 0, 'end', start, 'stopped', '0', 'at', now)
redis.call('PERSIST', KEYS[1])
return {'opened', start}`;

// KEYS take, gone. ARGV take, n, end (samples). Never backwards: chunks that are anchored need not come again.
const RESTORE_TAKE = `${REDIS_NOW}
if redis.call('EXISTS', KEYS[2]) == 1 then return {'gone'} end
local held = redis.call('HMGET', KEYS[1], 'take', 'n')
if held[1] and tonumber(held[1]) > tonumber(ARGV[1]) then return {'superseded'} end
if held[1] and tonumber(held[1]) == tonumber(ARGV[1]) and tonumber(held[2]) >= tonumber(ARGV[2]) then
  return {'held', tonumber(held[2])}
end
redis.call('HSET', KEYS[1], 'take', ARGV[1], 'n', ARGV[2], 'end', ARGV[3], 'stopped', '0', 'at', now)
return {'held', tonumber(ARGV[2])}`;

// KEYS take, gone. ARGV field, value, 1 to keep what stands there. Of a deleted session nothing is remembered.
const REMEMBER = `
if redis.call('EXISTS', KEYS[2]) == 1 then return end
redis.call(ARGV[3] == '1' and 'HSETNX' or 'HSET', KEYS[1], ARGV[1], ARGV[2])`;

type Reply = [kind: string, first?: number, second?: number];

declare module "ioredis" {
  interface RedisCommander<Context> {
    interlineAppend(...args: (string | number | Uint8Array)[]): Result<Reply, Context>;
    interlineOpenTake(...args: (string | number)[]): Result<Reply, Context>;
    interlineRestoreTake(...args: (string | number)[]): Result<Reply, Context>;
    interlineRemember(...args: (string | number)[]): Result<null, Context>;
  }
}

/** Teaches a connection the mailbox's scripts; the functions below need it. */
export function withMailbox(redis: Redis): Redis {
  redis.defineCommand("interlineAppend", { numberOfKeys: 3, lua: APPEND });
  redis.defineCommand("interlineOpenTake", { numberOfKeys: 2, lua: OPEN_TAKE });
  redis.defineCommand("interlineRestoreTake", { numberOfKeys: 2, lua: RESTORE_TAKE });
  redis.defineCommand("interlineRemember", { numberOfKeys: 2, lua: REMEMBER });
  return redis;
}

/**
 * Accepts one entry, in order, once.
 * @throws the connection's error, except that Redis out of memory is `full`
 */
export async function appendEntry(redis: Redis, sessionId: string, entry: MailboxEntry): Promise<Appended> {
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
    );
    if (kind === "added" || kind === "known") return { kind, room: Math.max(first, 0) };
    if (kind === "expected") return { kind, expected: first, room: Math.max(second, 0) };
    return { kind } as Appended;
  } catch (error) {
    if (isOutOfMemory(error)) return { kind: "full" };
    throw error;
  }
}

/**
 * Begins a take after everything that arrived in older ones.
 * @param anchor samples, as the store has it: where to begin when Redis remembers nothing
 * @returns the sample at which it begins, or why it may not
 */
export async function openTake(
  redis: Redis,
  sessionId: string,
  take: number,
  anchor: number,
): Promise<number | "superseded" | "gone"> {
  const reply = await redis.interlineOpenTake(takeKey(sessionId), goneKey(sessionId), take, anchor);
  return reply[0] === "opened" ? (reply[1] ?? 0) : (reply[0] as "superseded" | "gone");
}

/** What Redis should remember of a take at the least: `n` chunks, ending at sample `end`. */
export type RememberedTake = { readonly take: number; readonly n: number; readonly end: number };

/**
 * Brings a take back that Redis has lost, or moves it over chunks that are anchored.
 * @returns the last chunk that is accounted for, or why the take is over
 */
export async function restoreTake(
  redis: Redis,
  sessionId: string,
  known: RememberedTake,
): Promise<number | "superseded" | "gone"> {
  const { take, n, end } = known;
  const reply = await redis.interlineRestoreTake(takeKey(sessionId), goneKey(sessionId), take, n, end);
  return reply[0] === "held" ? (reply[1] ?? 0) : (reply[0] as "superseded" | "gone");
}

/** From here on every chunk says that this language is spoken in it. */
export async function setSpokenLanguage(redis: Redis, sessionId: string, lang: string): Promise<void> {
  await redis.interlineRemember(takeKey(sessionId), goneKey(sessionId), "lang", lang, 0);
}

/** A page asks to speak and has to wait, for a recogniser or for a budget. */
export async function noteWish(redis: Redis, sessionId: string): Promise<void> {
  await redis.interlineRemember(takeKey(sessionId), goneKey(sessionId), "wished", await redisTimeMs(redis), 0);
}

/** `unheardMs`: since the last chunk; `idleMs`: since the last chunk or wish to speak. */
export type Silence = { readonly soundlessMs: number; readonly idleMs: number };

/** How long nobody has spoken; null when Redis remembers no take. */
export async function silenceOf(redis: Redis, sessionId: string): Promise<Silence | null> {
  const [now, [at = null, wished = null]] = await Promise.all([
    redisTimeMs(redis),
    redis.hmget(takeKey(sessionId), "at", "wished"),
  ]);
  if (at === null) return null;
  return { soundlessMs: now - Number(at), idleMs: now - Math.max(Number(at), Number(wished)) };
}

/** For a session of which Redis remembers nothing: as if a chunk had come now. */
export async function startCountingSilence(redis: Redis, sessionId: string): Promise<void> {
  await redis.interlineRemember(takeKey(sessionId), goneKey(sessionId), "at", await redisTimeMs(redis), 1);
}

/** Entries that are not safe in the store yet. */
export async function entriesIn(redis: Redis, sessionId: string): Promise<number> {
  return redis.xlen(mailboxKey(sessionId));
}

/** Chunks that the mailbox still takes. */
export async function roomIn(redis: Redis, sessionId: string): Promise<number> {
  return Math.max(MAILBOX_CHUNKS - (await entriesIn(redis, sessionId)), 0);
}

/** Drops entries that are safe: those before entry `n` of `take`. */
export async function trimBefore(redis: Redis, sessionId: string, take: number, n: number): Promise<void> {
  const dropped = await redis.xtrim(mailboxKey(sessionId), "MINID", `${take}-${n}`);
  if (dropped > 0) await noteLeftover(redis, "recognised");
}

/** The session has ended: nothing is left to recognise, and late chunks still get an answer for a day. */
export async function closeMailbox(redis: Redis, sessionId: string): Promise<void> {
  await redis
    .multi()
    .del(mailboxKey(sessionId), presenceKey(sessionId))
    .hset(takeKey(sessionId), "stopped", "1")
    .expire(takeKey(sessionId), MEMORY_SECONDS)
    .exec();
  await noteLeftover(redis, "recognised");
}

/** The session is deleted: only the tombstone is left, so that late chunks make no new mailbox. */
export async function buryMailbox(redis: Redis, sessionId: string): Promise<void> {
  await redis
    .multi()
    .set(goneKey(sessionId), "1", "EX", MEMORY_SECONDS)
    .del(mailboxKey(sessionId), takeKey(sessionId), presenceKey(sessionId), listenersKey(sessionId))
    .exec();
}
