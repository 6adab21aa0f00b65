import { DelayedError, type Job, UnrecoverableError } from "bullmq";
import { isSameLanguage } from "#protocol/languages";
import type { TranslateJob } from "#queue/translate-queue";
import { readTranslationTask, settleOwed, storeTranslation, type TranslationTask } from "#store/translations";
import type { WorkerContext } from "./context";
import { EngineError } from "./engine-error";

/** A quota comes back by the minute; asked for sooner it only stays used up. */
const THROTTLED_MS = 5_000;

/**
 * Translates one segment into one language. Idempotent: a job that finds its row done publishes it
 * again, and it is owed no more; one whose segment is gone ends quietly. What fails past all attempts stays owed.
 */
export function createTranslate(context: WorkerContext) {
  return async (job: Job<TranslateJob>): Promise<void> => {
    const { data } = job;
    const { sessionId, seq, part, lang } = data;
    const task = await readTranslationTask(data);
    if (!task) return;
    if (task.done) {
      await settleOwed(data);
      return context.publisher.translation(sessionId, { translation: task.done, after: null });
    }

    const translated = await callEngine(context, job, task);
    const stored = await storeTranslation({
      sessionId,
      seq,
      part,
      lang,
      ...translated,
      sourceRev: task.sourceRev,
      engine: context.translator.name,
    });
    if (stored) context.publisher.translation(sessionId, stored);
  };
}

/** @throws UnrecoverableError when trying again is of no use, DelayedError when it is only too early */
async function callEngine({ translator }: WorkerContext, job: Job<TranslateJob>, task: TranslationTask) {
  // Of several spoken languages one may be what is read: its own words are their translation.
  if (isSameLanguage(task.sourceLang, job.data.lang)) return { text: task.text, unknownWords: 0 };
  try {
    const { text, sourceLang: from, terms, context } = task;
    return await translator.translate({ text, from, to: job.data.lang, terms, context });
  } catch (error) {
    // BullMQ keeps an error's message: it must not hold what was said.
    if (!(error instanceof EngineError)) throw new Error("translation failed");
    if (error.kind === "throttled" && error.retryable) {
      // Waiting for a quota takes no attempt from the job.
      await job.moveToDelayed(Date.now() + THROTTLED_MS * (0.5 + Math.random()), job.token);
      throw new DelayedError();
    }
    throw error.retryable
      ? new Error(`translation: ${error.kind}`)
      : new UnrecoverableError(`translation: ${error.kind}`);
  }
}
