import { byPlace } from "#protocol/line-place";
import { joinTexts } from "#protocol/line-text";
import type { Translation } from "#protocol/transcript";
import { database } from "./database";
import type { Segment as SegmentRow } from "./generated/client";
import {
  bury,
  keep,
  type LinesAnswer,
  lineAfter,
  lock,
  nextRev,
  owe,
  place,
  type SeenLine,
  seen,
  shown,
  type Transaction,
} from "./line-changes";
import { joinPieces } from "./pieces";
import { LINES_ROOM, type Placed } from "./room-revs";
import { toColumns, toPiece } from "./split";

export type Merge = SeenLine & {
  readonly sessionId: string;
  /** The line after it. */
  readonly next: SeenLine;
  readonly authorId: string;
};

/** What a line may hold at the most, as `LineText` of the protocol has it. */
const LONGEST = 4_000;

/**
 * Makes one line of two that stand as their author saw them. The first goes on with all of the words, the second leaves
 * a tombstone. A translation that a human wrote of either is joined with the other's and stays a human's.
 */
export async function mergeLines({ sessionId, next, authorId, ...wanted }: Merge): Promise<LinesAnswer> {
  return database().$transaction(async (tx): Promise<LinesAnswer> => {
    if (!(await lock(tx, sessionId))) return { kind: "not-found" };
    const [first, second] = [await seen(tx, sessionId, wanted), await seen(tx, sessionId, next)];
    if (first.kind !== "seen") return first;
    if (second.kind !== "seen") return second;
    const follower = await lineAfter(tx, first.line);
    if (!follower || byPlace(follower, second.line) !== 0) return { kind: "invalid", message: "a line is in between" };
    if (follower.lang !== first.line.lang) return { kind: "invalid", message: "the lines are of two languages" };
    const joined = joinPieces(toPiece(first.line), toPiece(second.line));
    if (joined.text.length > LONGEST) return { kind: "invalid", message: "the line would be too long" };

    const { seq, part } = first.line;
    await keep(tx, { sessionId, seq, part, lang: "" }, first.line);
    const { rev, after } = await nextRev(tx, sessionId, LINES_ROOM);
    const row = await tx.segment.update({
      where: { sessionId_seq_part: { sessionId, seq, part } },
      data: { ...toColumns(joined), authorId, editedAt: new Date(), rev },
    });
    const translations = await joinHumans(tx, row, second.line, authorId);
    const tombstone = await bury(tx, second.line);
    return {
      kind: "changed",
      segments: [{ segment: shown(row), after }, tombstone],
      translations,
      owed: await owe(tx, sessionId, row),
    };
  });
}

/** In every language in which a human wrote a translation of one of two lines, both texts become the first line's. */
async function joinHumans(
  tx: Transaction,
  first: SegmentRow,
  second: SegmentRow,
  authorId: string,
): Promise<Placed<{ readonly translation: Translation }>[]> {
  const { sessionId, seq, part, shelf } = first;
  const of = (line: SegmentRow) =>
    tx.translation.findMany({ where: { sessionId, seq: line.seq, part: line.part }, orderBy: { lang: "asc" } });
  const [before, after] = [await of(first), await of(second)];
  const langs = new Set([...before, ...after].filter(({ human }) => human).map(({ lang }) => lang));
  const joined: Placed<{ readonly translation: Translation }>[] = [];
  for (const lang of langs) {
    const [own, other] = [before, after].map((texts) => texts.find((one) => one.lang === lang));
    const text = joinTexts(own?.text ?? "", other?.text ?? "", lang);
    if (own) await keep(tx, { sessionId, seq, part, lang }, own);
    const placed = await nextRev(tx, sessionId, lang);
    const written = { text, sourceRev: first.rev, unknownWords: 0, human: true };
    const row = { ...written, rev: placed.rev, authorId, engine: "human" };
    await tx.translation.upsert({
      where: { sessionId_seq_part_lang: { sessionId, seq, part, lang } },
      create: { sessionId, seq, part, lang, shelf, ...row },
      update: row,
    });
    joined.push({ translation: { ...place(first), lang, rev: placed.rev, ...written }, after: placed.after });
  }
  // What was owed of it is done.
  await tx.untranslated.deleteMany({ where: { sessionId, seq, part, lang: { in: [...langs] } } });
  return joined;
}
