import { requestTranslations, type TranslateJob } from "#redis/translate-queue";
import type { WorkerContext } from "../context";

/** Enqueues translations that a session is owed. If Redis fails, the sweeper enqueues them later: the store records them. */
export async function askForTranslations(
  { translateQueue, log }: Pick<WorkerContext, "translateQueue" | "log">,
  sessionId: string,
  jobs: () => readonly TranslateJob[] | Promise<readonly TranslateJob[]>,
): Promise<void> {
  try {
    await requestTranslations(translateQueue, await jobs());
  } catch (err) {
    log.warn({ err, sessionId }, "translations are left to the sweeper");
  }
}

/** One job for each language of a segment. */
export function jobsOf(sessionId: string, seq: number, langs: readonly string[]): TranslateJob[] {
  return langs.map((lang) => ({ sessionId, seq, lang }));
}
