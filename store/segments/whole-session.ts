import * as z from "zod/mini";
import type { ExportedSegment } from "#protocol/export";
import { segmentKey } from "#protocol/segment-id";
import type { SessionView } from "#protocol/session";
import { Word } from "#protocol/transcript";
import { database } from "../database";
import { toSessionView } from "../session/session-view";

/** A session with all segments and translations, in the order of speech. An exported file calls its segments `lines`. */
export type StoredSession = { readonly session: SessionView; readonly lines: ExportedSegment[] };

const Words = z.nullable(z.array(Word));

/**
 * Reads a whole session, for an export. Null when there is no such session.
 * @param withWords false: without the times of the words, which are most of the data of a session
 */
export async function readWholeSession(
  sessionId: string,
  { withWords = true }: { readonly withWords?: boolean } = {},
): Promise<StoredSession | null> {
  // One snapshot: the three reads see the same changes.
  const [row, rows, translations] = await database().$transaction(
    [
      database().session.findFirst({ where: { id: sessionId, state: { not: "deleted" } } }),
      database().segment.findMany({
        where: { sessionId },
        orderBy: [{ seq: "asc" }, { part: "asc" }],
        omit: { words: !withWords },
      }),
      database().translation.findMany({
        where: { sessionId },
        select: { seq: true, part: true, lang: true, text: true },
      }),
    ],
    { isolationLevel: "RepeatableRead" },
  );
  if (!row) return null;
  const textsOf = new Map<string, Record<string, string>>();
  for (const { lang, text, ...id } of translations) {
    textsOf.set(segmentKey(id), { ...textsOf.get(segmentKey(id)), [lang]: text });
  }
  const lines = rows.map(({ seq, part, kind, startMs, endMs, pauseMs, lang, text, speaker, words }) => ({
    ...{ seq, part, kind, startMs, endMs, pauseMs, lang, text, speaker, words: withWords ? Words.parse(words) : null },
    translations: textsOf.get(segmentKey({ seq, part })) ?? {},
  }));
  return { session: toSessionView(row), lines };
}
