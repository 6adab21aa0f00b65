import { DelayedError, type Job, UnrecoverableError } from "bullmq";
import { databaseNow } from "#platform/clocks";
import { isSameLanguage } from "#protocol/languages";
import { payerOf } from "#redis/budget";
import { CORRECTIONS_TOGETHER_MS, type TranslateJob } from "#redis/translate-queue";
import {
  deleteOwed,
  postponeOwed,
  readTranslationTask,
  storeTranslation,
  type TranslationTask,
} from "#store/translations/translations";
import type { WorkerContext } from "../context";
import { EngineError } from "../engine-error";
import type { TranslatedText } from "../translation/port";

/** Longest postponement for a budget, seconds: a budget that is raised takes effect within this time. */
const LONGEST_POSTPONED = 3_600;
/** Delay after a used-up quota, ms. Quotas are counted per minute, and earlier requests only use them up. */
const THROTTLED_MS = 5_000;

/**
 * Returns the handler of translate jobs, each of which translates a segment into a language. It is idempotent: a job whose
 * translation exists publishes it again, and a job whose segment is gone does nothing. A job that fails in every attempt
 * leaves its translation owed.
 */
export function createTranslate(context: WorkerContext) {
  return async (job: Job<TranslateJob>): Promise<void> => {
    const { data } = job;
    const { sessionId, seq, part, lang } = data;
    const task = await readTranslationTask(data);
    if (!task) return;
    if (task.done) {
      await deleteOwed(data);
      return context.publisher.translation(sessionId, { translation: task.done, after: null });
    }

    const translated = await callEngine(context, job, task);
    // It stays owed, and the sweeper enqueues it again.
    if (translated.kind === "no-budget")
      return postponeOwed(data, Math.min(translated.retryAfterSeconds, LONGEST_POSTPONED));
    const stored = await storeTranslation({
      sessionId,
      seq,
      part,
      lang,
      text: translated.text,
      unknownWords: translated.unknownWords,
      sourceRev: task.sourceRev,
      engine: context.translator.name,
    });
    if (!stored) return;
    context.publisher.translation(sessionId, { translation: stored.translation, after: stored.after });
    // BullMQ dropped the job of the correction, because this job has its id.
    if (stored.isOutdated) await postpone(job, CORRECTIONS_TOGETHER_MS);
  };
}

type Translated = ({ readonly kind: "translated" } & TranslatedText) | NoBudget;
type NoBudget = { readonly kind: "no-budget"; readonly retryAfterSeconds: number };

/** @throws DelayedError, so that the job runs again without using an attempt */
async function postpone(job: Job<TranslateJob>, ms: number): Promise<never> {
  await job.moveToDelayed(databaseNow().getTime() + ms, job.token);
  throw new DelayedError();
}

/** @throws UnrecoverableError on a permanent failure, DelayedError on a used-up quota, Error on a temporary failure */
async function callEngine(context: WorkerContext, job: Job<TranslateJob>, task: TranslationTask): Promise<Translated> {
  const { translator, budget } = context;
  const { text, sourceLang: from, terms } = task;
  // One of several spoken languages may be a target language: the text is its own translation.
  if (isSameLanguage(from, job.data.lang)) return { kind: "translated", text, unknownWords: 0 };
  try {
    const request = { text, from, to: job.data.lang, terms, context: task.context };
    const cost = { amount: translator.billed(text, terms) };
    const charged = await budget.charge("characters", payerOf(task), cost, () => translator.translate(request));
    return charged.ok ? { kind: "translated", ...charged.value } : { kind: "no-budget", ...charged };
  } catch (error) {
    // BullMQ stores an error's message, which must not hold spoken words.
    if (!(error instanceof EngineError)) throw new Error("translation failed");
    if (error.kind === "throttled" && error.retryable) {
      // Waiting for a quota uses no attempt.
      return postpone(job, THROTTLED_MS * (0.5 + Math.random()));
    }
    throw error.retryable
      ? new Error(`translation: ${error.kind}`)
      : new UnrecoverableError(`translation: ${error.kind}`);
  }
}
