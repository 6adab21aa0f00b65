import type { TranslateJob } from "#redis/translate-queue";

/** One translate job for each language of a segment. */
export function jobsOfSegment(sessionId: string, seq: number, langs: readonly string[]): TranslateJob[] {
  return langs.map((lang) => ({ sessionId, seq, lang }));
}
