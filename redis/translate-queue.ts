import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { databaseNow } from "#platform/clocks";
import { byPlace, type LinePlace, lineKey } from "#protocol/line-place";
import { QUEUE_PREFIX } from "./keys";

export const TRANSLATE_QUEUE = "translate";

/** Which segment into which language; the words stay in the store. */
export type TranslateJob = LinePlace & { readonly sessionId: string; readonly lang: string };

export type TranslateQueue = Queue<TranslateJob, void, "translate">;

/** Attempts of one job: about half a minute with the backoff below. Afterwards the sweeper offers it again. */
const ATTEMPTS = 7;
const FIRST_BACKOFF_MS = 250;

export function createTranslateQueue(redis: Redis): TranslateQueue {
  return new Queue<TranslateJob, void, "translate">(TRANSLATE_QUEUE, {
    connection: redis,
    prefix: QUEUE_PREFIX,
    // Nobody listens to events, and they hold session ids: of a deleted session nothing may remain.
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

/** Owes translations: one job per segment and language, however often it is asked for. */
export async function requestTranslations(queue: TranslateQueue, jobs: readonly TranslateJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await queue.addBulk(
    jobs.map((data) => ({ name: "translate" as const, data, opts: { jobId: translateJobId(data) } })),
  );
}

/** Changes that people make to one line within this long are translated once, ms. */
export const CORRECTIONS_TOGETHER_MS = 3_000;
/** Lines that are being spoken come before corrections, and corrections before a language that was added late. */
const CORRECTION_PRIORITY = 5;

/**
 * Owes translations of lines that a person has changed: after a while, so that several changes of a line are one job. It
 * reads the text when it runs, so the last one is translated.
 */
export async function requestCorrected(queue: TranslateQueue, jobs: readonly TranslateJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const timestamp = databaseNow().getTime();
  const opts = { timestamp, delay: CORRECTIONS_TOGETHER_MS, priority: CORRECTION_PRIORITY };
  await queue.addBulk(
    jobs.map((data) => ({ name: "translate" as const, data, opts: { ...opts, jobId: translateJobId(data) } })),
  );
}

/** Lines of today come before those of a language that was added late. */
const BACKLOG_PRIORITY = 10;

/** Owes translations of what was said before: newest lines first, and after those that are being spoken. */
export async function requestBacklog(queue: TranslateQueue, jobs: readonly TranslateJob[]): Promise<void> {
  const newestFirst = jobs.toSorted((a, b) => byPlace(b, a));
  const opts = { priority: BACKLOG_PRIORITY };
  await queue.addBulk(
    newestFirst.map((data) => ({ name: "translate" as const, data, opts: { ...opts, jobId: translateJobId(data) } })),
  );
}

/** The same for every request of the same translation: the second one is dropped. */
export function translateJobId({ sessionId, lang, ...line }: TranslateJob): string {
  return `${sessionId}/${lineKey(line)}/${lang}`;
}
