/**
 * Stream of the session's chunks. Removed when the session ends. Redis keys of one session carry its id as hash tag, so
 * that a cluster keeps them in one slot.
 */
export function mailboxKey(sessionId: string): string {
  return `interline:{${sessionId}}:mailbox`;
}

/**
 * Hash. The scripts of the mailbox write `take` (the present take), `n` (its last accepted entry), `end` (the sample
 * after that), `at` (time of the last chunk, ms), `clock` (the time at which the session's clock would have been 0 if
 * it had never stopped, ms) and `stopped` (1 after a stop). `redis/mailbox.ts` writes `lang` (the spoken language) and
 * `wished` (time of the last wish to speak, ms); `redis/continuation.ts` writes `held`. Expires a day after the
 * session's end.
 */
export function takeKey(sessionId: string): string {
  return `interline:{${sessionId}}:take`;
}

/** Hash: gateway id to the languages that pages show there, as JSON. Expires 5 s after the last report. */
export function shownLanguagesKey(sessionId: string): string {
  return `interline:{${sessionId}}:listeners`;
}

/** The tombstone of a deleted session. Expires after a day. */
export function goneKey(sessionId: string): string {
  return `interline:{${sessionId}}:gone`;
}

/** Sorted set: worker id by the time (ms) at which it counts as gone. */
export const WORKERS_KEY = "interline:{workers}:alive";
/** Hash: worker id to its WorkerInfo, as JSON. */
export const WORKER_INFO_KEY = "interline:{workers}:offers";
/** Sorted set: session id by the time (ms) at which its reservation of a recogniser ends. */
export const RESERVED_KEY = "interline:{workers}:reserved";
/** Hash: session id to the holder of its recogniser, as JSON: person, party, since (ms), whether there was sound. */
export const HOLDERS_KEY = "interline:{workers}:holders";
/** Hash: session id, or `start:` and a person, to a waiter for a recogniser, as JSON: person, party, since, until (ms). */
export const WAITERS_KEY = "interline:{workers}:waiters";
/** Sorted set: session id by the time (ms) at which it got its grace period before the first sound. */
export const GRACED_KEY = "interline:{workers}:graced";
/** Hash: counters of all workers together. Never expires. */
export const COUNTS_KEY = "interline:{workers}:tally";
/** Lock of the worker that sweeps. Expires after 9.5 s. */
export const SWEEP_KEY = "interline:{workers}:sweep";

/** Seconds that the speech engine's provider has billed, of all sessions. */
export const BILLED_KEY = "interline:{workers}:billed";

/** BullMQ keeps every key of its queues under this prefix, in one slot. */
export const QUEUE_PREFIX = "{interline}";

/** Hash: gateway id to its readers of the session, as JSON. Expires 3.5 s after the last report. */
export function readersKey(sessionId: string): string {
  return `interline:{${sessionId}}:readers`;
}

/** Sorted set: session id by the time (ms) until which its readers count. */
export const SESSIONS_READ_KEY = "interline:{readers}:sessions";

/** Hash: the socket that speaks in a session (`by`), and its state (`is`). Expires a day after the last `speak`. */
export function presenceKey(sessionId: string): string {
  return `interline:{${sessionId}}:presence`;
}

/** Set: the counted views of the session's link pages. Expires an hour after the first one. */
export function viewsKey(sessionId: string): string {
  return `interline:{${sessionId}}:openings`;
}

/** The amount spent of one budget in a window. The window begins with the first spending, and the key expires with it. */
export function budgetKey(kind: string, whose: string, window: string): string {
  return `interline:{budget}:${kind}:${whose}:${window}`;
}

/** Channel: messages of pages for streams that a web process holds (`gateway/stream/streams.ts`). */
export function streamChannel(processId: string): string {
  return `interline:{streams}:${processId}`;
}

/** Hash: kinds of data that Redis has deleted since it last rewrote its files. */
export const UNWRITTEN_KEY = "interline:{files}:unwritten";
/** The kinds of deleted data that the rewrite under way removes from the files. */
export const REWRITING_KEY = "interline:{files}:rewriting";
/** Exists while the last rewrite is so recent that recognised sound need not trigger another one. */
export const REWRITTEN_KEY = "interline:{files}:rewritten";

/** Exists for an hour after the sweeper has looked for abandoned people. */
export const ABANDONED_KEY = "interline:{workers}:abandoned";
