/**
 * The locks of jobs. They must be equal in all workers. Another worker takes over about 3.5 s after a worker has died
 * (BullMQ's stall recovery).
 */
export const QUEUE_LOCKS = { lockDuration: 3_000, lockRenewTime: 1_000, stalledInterval: 1_000 };
/** A session may outlive any number of workers. FAILURES_ALLOWED bounds a session that kills its workers. */
export const MAX_STALLED = 1_000_000;
