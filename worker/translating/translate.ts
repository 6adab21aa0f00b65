import { DelayedError, type Job, UnrecoverableError } from "bullmq";
import { databaseNow } from "#platform/clocks";
import { isSameLanguage } from "#protocol/languages";
import { payerOf } from "#redis/budget";
import { CORRECTIONS_TOGETHER_MS, type TranslateJob } from "#redis/translate-queue";
import {
  postponeOwed,
  readTranslationTask,
  settleOwed,
  storeTranslation,
  type TranslationTask,
} from "#store/translations/translations";
import type { WorkerContext } from "../context";
import { EngineError } from "../engine-error";
import type { TranslatedText } from "../translation/port";

/** A budget that an administrator raises is noticed within this long, seconds. */
const LONGEST_POSTPONED = 3_600;
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
    // It stays owed, and the sweeper asks again.
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
    // The job of the correction was swallowed by this one, which has its id.
    if (stored.isOutdated) await postpone(job, CORRECTIONS_TOGETHER_MS);
  };
}

type Translated = ({ readonly kind: "translated" } & TranslatedText) | NoBudget;
type NoBudget = { readonly kind: "no-budget"; readonly retryAfterSeconds: number };

/** @throws DelayedError: the job runs once more, without one attempt less */
async function postpone(job: Job<TranslateJob>, ms: number): Promise<never> {
  await job.moveToDelayed(databaseNow().getTime() + ms, job.token);
  throw new DelayedError();
}

/** @throws UnrecoverableError when trying again is of no use, DelayedError when it is only too early */
async function callEngine(context: WorkerContext, job: Job<TranslateJob>, task: TranslationTask): Promise<Translated> {
  const { translator, budget } = context;
  const { text, sourceLang: from, terms } = task;
  // Of several spoken languages one may be what is read: its own words are their translation.
  if (isSameLanguage(from, job.data.lang)) return { kind: "translated", text, unknownWords: 0 };
  try {
    const request = { text, from, to: job.data.lang, terms, context: task.context };
    const cost = { amount: translator.billed(text, terms) };
    const charged = await budget.charge("characters", payerOf(task), cost, () => translator.translate(request));
    return charged.ok ? { kind: "translated", ...charged.value } : { kind: "no-budget", ...charged };
  } catch (error) {
    // BullMQ keeps an error's message: it must not hold what was said.
    if (!(error instanceof EngineError)) throw new Error("translation failed");
    if (error.kind === "throttled" && error.retryable) {
      // Waiting for a quota takes no attempt from the job.
      return postpone(job, THROTTLED_MS * (0.5 + Math.random()));
    }
    throw error.retryable
      ? new Error(`translation: ${error.kind}`)
      : new UnrecoverableError(`translation: ${error.kind}`);
  }
}
