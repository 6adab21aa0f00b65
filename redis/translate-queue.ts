import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { databaseNow } from "#platform/clocks";
import { bySegmentOrder, type SegmentId, segmentKey } from "#protocol/segment-id";
import { QUEUE_PREFIX } from "./keys";

export const TRANSLATE_QUEUE = "translate";

/** A segment and the language to translate it into. The words stay in the store. */
export type TranslateJob = SegmentId & { readonly sessionId: string; readonly lang: string };

export type TranslateQueue = Queue<TranslateJob, void, "translate">;

/** Attempts of one job: about half a minute with the backoff below. Afterwards the sweeper enqueues it again. */
const ATTEMPTS = 7;
const FIRST_BACKOFF_MS = 250;

export function createTranslateQueue(redis: Redis): TranslateQueue {
  return new Queue<TranslateJob, void, "translate">(TRANSLATE_QUEUE, {
    connection: redis,
    prefix: QUEUE_PREFIX,
    // BullMQ's events hold session ids, which must not outlive a deleted session. No process reads them.
    streams: { events: { maxLen: 0 } },
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: "exponential", delay: FIRST_BACKOFF_MS, jitter: 0.5 },
      // A job that is kept would silently swallow a later one of the same id.
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
}

/** Enqueues translations: one job per segment and language, however often it is requested. */
export async function enqueueTranslations(queue: TranslateQueue, jobs: readonly TranslateJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await queue.addBulk(
    jobs.map((data) => ({ name: "translate" as const, data, opts: { jobId: translateJobId(data) } })),
  );
}

/** Corrections of one segment within this time are translated once, ms. */
export const CORRECTIONS_TOGETHER_MS = 3_000;
/**
 * Order of jobs: new segments (no priority) first, then corrections, then the backlog of a language that was added late.
 */
const CORRECTION_PRIORITY = 5;

/**
 * Enqueues translations of segments that a person has corrected, with a delay, so that several corrections of a segment
 * become one job. The job reads the text when it runs, so it translates the last correction.
 */
export async function enqueueCorrected(queue: TranslateQueue, jobs: readonly TranslateJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const timestamp = databaseNow().getTime();
  const opts = { timestamp, delay: CORRECTIONS_TOGETHER_MS, priority: CORRECTION_PRIORITY };
  await queue.addBulk(
    jobs.map((data) => ({ name: "translate" as const, data, opts: { ...opts, jobId: translateJobId(data) } })),
  );
}

const BACKLOG_PRIORITY = 10;

/** Enqueues translations of earlier segments, newest first, after those of new segments. */
export async function enqueueBacklog(queue: TranslateQueue, jobs: readonly TranslateJob[]): Promise<void> {
  const newestFirst = jobs.toSorted((a, b) => bySegmentOrder(b, a));
  const opts = { priority: BACKLOG_PRIORITY };
  await queue.addBulk(
    newestFirst.map((data) => ({ name: "translate" as const, data, opts: { ...opts, jobId: translateJobId(data) } })),
  );
}

/** The id of a translation's job. A translation has one id, so BullMQ drops a second request for it. */
export function translateJobId({ sessionId, lang, ...id }: TranslateJob): string {
  return `${sessionId}/${segmentKey(id)}/${lang}`;
}
