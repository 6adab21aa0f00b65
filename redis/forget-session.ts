import type { Redis } from "ioredis";
import { noteLeftover } from "./append-only-file";
import { buryMailbox } from "./mailbox";
import { forgetReaders } from "./readers";
import { releaseReservation } from "./reservations";
import type { ServeQueue } from "./serve-queue";
import type { TranslateJob, TranslateQueue } from "./translate-queue";
import { translateJobId } from "./translate-queue";

/**
 * Deletes a session from Redis, except its tombstone. The next sweep has Redis rewrite its files (worker/sweeping/sweep.ts).
 * A job that is running finds no row and ends.
 */
export async function forgetSession(
  redis: Redis,
  queues: { readonly serve: ServeQueue; readonly translate: TranslateQueue },
  sessionId: string,
  owed: readonly TranslateJob[],
): Promise<void> {
  await buryMailbox(redis, sessionId);
  await releaseReservation(redis, sessionId);
  await forgetReaders(redis, sessionId);
  const jobId = await queues.serve.getDeduplicationJobId(sessionId);
  // `remove` returns 0 and does nothing while a worker holds the job.
  if (jobId) await queues.serve.remove(jobId);
  await Promise.all(owed.map((job) => queues.translate.remove(translateJobId(job))));
  await noteLeftover(redis, "deleted");
}
