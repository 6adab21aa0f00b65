import * as z from "zod/mini";
import { databaseNow } from "#platform/clocks";
import { Word } from "#protocol/transcript";
import { database } from "../database";
import { Prisma, type Segment as SegmentRow } from "../generated/client";
import { SEGMENTS_ROOM } from "../session/room-revs";
import {
  keepEarlierText,
  lockSession,
  nextRev,
  oweTranslations,
  readSeenSegment,
  type SeenSegment,
  type SegmentsAnswer,
  type Transaction,
  toSegment,
} from "./segment-changes";
import { cutContent, partBetween, type SegmentContent } from "./segment-content";

export type Split = SeenSegment & {
  readonly sessionId: string;
  /** UTF-16 units of the text before the cut. */
  readonly at: number;
  readonly authorId: string;
};

/**
 * Splits a segment in two. The first keeps the segment's identity and the translations that a human wrote of the whole. All
 * other translations of both are owed again.
 */
export async function splitSegment({ sessionId, at, authorId, ...wanted }: Split): Promise<SegmentsAnswer> {
  return database().$transaction(async (tx): Promise<SegmentsAnswer> => {
    if (!(await lockSession(tx, sessionId))) return { kind: "not-found" };
    const found = await readSeenSegment(tx, sessionId, wanted);
    if (found.kind !== "seen") return found;
    const { row } = found;
    const { seq, part } = row;
    const halves = cutContent(toContent(row), at);
    if (!halves) return { kind: "invalid", message: "there is no place to cut" };
    const [head, tail] = halves;
    const tailPart = partBetween(part, await partAfter(tx, row), head.text, tail.text);
    if (tailPart === null) return { kind: "invalid", message: "the line was cut too often" };

    const edited = { authorId, editedAt: databaseNow() };
    await keepEarlierText(tx, { sessionId, seq, part, lang: "" }, row);
    const first = await nextRev(tx, sessionId, SEGMENTS_ROOM);
    const headRow = await tx.segment.update({
      where: { sessionId_seq_part: { sessionId, seq, part } },
      data: { ...toColumns(head), ...edited, open: false, rev: first.rev },
    });
    const second = await nextRev(tx, sessionId, SEGMENTS_ROOM);
    const { epoch, shelf } = row;
    const tailRow = await tx.segment.create({
      data: { sessionId, seq, part: tailPart, ...toColumns(tail), ...edited, epoch, shelf, rev: second.rev },
    });
    return {
      kind: "changed",
      segments: [
        { segment: toSegment(headRow), after: first.after },
        { segment: toSegment(tailRow), after: second.after },
      ],
      translations: [],
      owed: [...(await oweTranslations(tx, sessionId, headRow)), ...(await oweTranslations(tx, sessionId, tailRow))],
    };
  });
}

export function toContent({
  text,
  lang,
  startMs,
  endMs,
  words,
  engineText,
  confidence,
  speaker,
}: SegmentRow): SegmentContent {
  return { text, lang, startMs, endMs, words: z.nullable(z.array(Word)).parse(words), engineText, confidence, speaker };
}

export function toColumns({ words, ...content }: SegmentContent) {
  return { ...content, words: words === null ? Prisma.DbNull : words.map((word) => ({ ...word })) };
}

/** The next part of the same `seq`. Tombstones count, so no part is given twice. */
async function partAfter(tx: Transaction, { sessionId, seq, part }: SegmentRow): Promise<number | null> {
  const rows = await tx.$queryRaw<{ part: number | null }[]>`
    SELECT min(part) AS part FROM (
      SELECT part FROM segment WHERE session_id = ${sessionId} AND seq = ${seq}
      UNION ALL SELECT part FROM removed_segment WHERE session_id = ${sessionId} AND seq = ${seq}
    ) every_part WHERE part > ${part}`;
  return rows[0]?.part ?? null;
}
