import * as z from "zod/mini";
import type { ExportLine } from "#protocol/export";
import type { SessionView } from "#protocol/session";
import { Word } from "#protocol/transcript";
import { database } from "./database";
import { toSessionView } from "./session-view";

/** A session with everything said and translated, in the order in which it was said. */
export type StoredSession = { readonly session: SessionView; readonly lines: ExportLine[] };

const Words = z.nullable(z.array(Word));

/** All of a session, for a file. Null when there is no such session. */
export async function readWholeSession(sessionId: string): Promise<StoredSession | null> {
  // One snapshot: what is stored meanwhile is in all of it or in none.
  const [row, segments, translations] = await database().$transaction(
    [
      database().session.findFirst({ where: { id: sessionId, state: { not: "deleted" } } }),
      database().segment.findMany({ where: { sessionId }, orderBy: { seq: "asc" } }),
      database().translation.findMany({ where: { sessionId }, select: { seq: true, lang: true, text: true } }),
    ],
    { isolationLevel: "RepeatableRead" },
  );
  if (!row) return null;
  const bySeq = new Map<number, Record<string, string>>();
  for (const { seq, lang, text } of translations) bySeq.set(seq, { ...bySeq.get(seq), [lang]: text });
  const lines = segments.map(({ seq, kind, startMs, endMs, lang, text, speaker, words }) => ({
    ...{ seq, kind, startMs, endMs, lang, text, speaker, words: Words.parse(words) },
    translations: bySeq.get(seq) ?? {},
  }));
  return { session: toSessionView(row), lines };
}
