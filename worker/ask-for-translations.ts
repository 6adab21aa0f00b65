import { requestTranslations } from "#queue/translate-queue";
import type { WorkerContext } from "./context";

/** Asks for a segment's translations. They are owed in the store: where Redis has no memory the sweeper asks again. */
export async function askFor(
  { translateQueue, log }: Pick<WorkerContext, "translateQueue" | "log">,
  sessionId: string,
  seq: number,
  langs: readonly string[],
): Promise<void> {
  try {
    const jobs = langs.map((lang) => ({ sessionId, seq, lang }));
    await requestTranslations(translateQueue, jobs);
  } catch (err) {
    log.warn({ err, sessionId }, "translations are left to the sweeper");
  }
}
