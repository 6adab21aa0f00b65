/** Redis keys of one session carry its id as hash tag, so that a cluster keeps them in one slot. */
export function mailboxKey(sessionId: string): string {
  return `interline:{${sessionId}}:mailbox`;
}

/** Hash: the present take, the last chunk number accepted, the sample after it, and when it came. */
export function takeKey(sessionId: string): string {
  return `interline:{${sessionId}}:take`;
}

/** Hash: gateway id to the languages that are read there, as JSON. */
export function listenersKey(sessionId: string): string {
  return `interline:{${sessionId}}:listeners`;
}

/** The tombstone of a deleted session. */
export function goneKey(sessionId: string): string {
  return `interline:{${sessionId}}:gone`;
}

/** Sorted set: worker id by the time (ms) at which it counts as gone. */
export const WORKERS_KEY = "interline:{workers}:alive";
/** Hash: worker id to what it offers, as JSON. */
export const WORKER_INFO_KEY = "interline:{workers}:offers";
/** Sorted set: session id by the time (ms) at which its recogniser is free again. */
export const RESERVED_KEY = "interline:{workers}:reserved";
/** Hash: session id to who holds its recogniser, as JSON: person, party, since (ms), whether there was sound. */
export const HOLDERS_KEY = "interline:{workers}:holders";
/** Hash: session id, or who wants to start one, to who waits for a recogniser: person, party, since, until when (ms). */
export const WAITERS_KEY = "interline:{workers}:waiters";
/** Sorted set: session id by the time (ms) at which it had its grace before the first sound. */
export const GRACED_KEY = "interline:{workers}:graced";
/** Hash: what all workers have counted. */
export const COUNTS_KEY = "interline:{workers}:tally";
/** Held by the worker that sweeps. */
export const SWEEP_KEY = "interline:{workers}:sweep";

/** Seconds that the speech engine's provider has billed, of all sessions. */
export const BILLED_KEY = "interline:{workers}:billed";

/** BullMQ keeps every key of its queues under this prefix, in one slot. */
export const QUEUE_PREFIX = "{interline}";

/** Hash: gateway id to who reads the session there, as JSON. */
export function readersKey(sessionId: string): string {
  return `interline:{${sessionId}}:readers`;
}

/** Sorted set: session id by the time (ms) until which its readers count. */
export const READ_KEY = "interline:{readers}:sessions";

/** Hash: the socket that speaks in a session, and whether it does. */
export function presenceKey(sessionId: string): string {
  return `interline:{${sessionId}}:presence`;
}

/** Set: the openings of its links' pages that are counted. */
export function openingsKey(sessionId: string): string {
  return `interline:{${sessionId}}:openings`;
}

/** How much of one budget is spent in a window that began with the first spending; it expires with the window. */
export function budgetKey(kind: string, whose: string, window: string): string {
  return `interline:{budget}:${kind}:${whose}:${window}`;
}

/** Hash: kinds of what Redis has deleted since its files were written. */
export const UNWRITTEN_KEY = "interline:{files}:unwritten";
/** The same, for the rewrite that is under way. */
export const REWRITING_KEY = "interline:{files}:rewriting";
/** There while the last rewrite is so recent that sound which was recognised need not be rewritten yet. */
export const REWRITTEN_KEY = "interline:{files}:rewritten";

/** There for an hour after abandoned people were looked for. */
export const ABANDONED_KEY = "interline:{workers}:abandoned";
