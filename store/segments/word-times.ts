import * as z from "zod/mini";
import { Word } from "#protocol/transcript";
import type { SegmentTimes, TimesPage } from "#protocol/word-times";
import { database } from "../database";
import { findWords } from "./word-places";

/** Numbers of segments that one page covers. */
const PAGE = 500;

const Words = z.array(Word);

/** Reads the times of the words of the closed segments from `fromSeq` on. Segments whose engine gave no times are left out. */
export async function readWordTimes(sessionId: string, fromSeq: number): Promise<TimesPage> {
  const rows = await database().segment.findMany({
    where: { sessionId, seq: { gte: fromSeq, lt: fromSeq + PAGE }, kind: "speech", open: false },
    orderBy: [{ seq: "asc" }, { part: "asc" }],
    select: { seq: true, part: true, rev: true, text: true, words: true, editedAt: true },
  });
  const following = await database().segment.findFirst({
    where: { sessionId, seq: { gte: fromSeq + PAGE } },
    orderBy: { seq: "asc" },
    select: { seq: true },
  });
  const segments = rows.flatMap(({ seq, part, rev, text, words, editedAt }): SegmentTimes[] => {
    if (words === null) return [];
    const placed = findWords(text, Words.parse(words), editedAt !== null);
    if (placed.length === 0) return [];
    const times = placed.map(({ place: [from, to], word: { startMs, endMs } }): SegmentTimes["words"][number] => [
      from,
      to,
      startMs,
      endMs,
    ]);
    return [{ seq, ...(part !== 0 && { part }), rev, words: times }];
  });
  return { segments, next: following?.seq ?? null };
}
