import * as z from "zod/mini";
import { Word } from "#protocol/transcript";
import type { LineTimes, TimesPage } from "#protocol/word-times";
import { database } from "../database";
import { placedWords } from "./word-places";

/** The segment numbers of one page. */
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
  const lines = rows.flatMap(({ seq, part, rev, text, words, editedAt }): LineTimes[] => {
    if (words === null) return [];
    const placed = placedWords(text, Words.parse(words), editedAt !== null);
    if (placed.length === 0) return [];
    const times = placed.map(({ place: [from, to], word: { startMs, endMs } }): LineTimes["words"][number] => [
      from,
      to,
      startMs,
      endMs,
    ]);
    return [{ seq, ...(part !== 0 && { part }), rev, words: times }];
  });
  return { lines, next: following?.seq ?? null };
}
