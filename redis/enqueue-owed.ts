import type { Log } from "#platform/log";
import { enqueueTranslations, type TranslateJob, type TranslateQueue } from "./translate-queue";

/**
 * Enqueues owed translations. Never throws: the change is stored, and if Redis is unavailable or out of memory, the sweeper
 * enqueues them later.
 */
export async function enqueueOwed(
  { translateQueue, log }: { readonly translateQueue: TranslateQueue; readonly log: Log },
  sessionId: string,
  readJobs: () => readonly TranslateJob[] | Promise<readonly TranslateJob[]>,
  enqueue: (queue: TranslateQueue, jobs: readonly TranslateJob[]) => Promise<void> = enqueueTranslations,
): Promise<void> {
  try {
    await enqueue(translateQueue, await readJobs());
  } catch (err) {
    log.warn({ err, sessionId }, "could not enqueue translations; the sweeper will");
  }
}
