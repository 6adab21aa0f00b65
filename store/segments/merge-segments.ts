import { databaseNow } from "#platform/clocks";
import { joinTexts, MOST_LINE_LENGTH } from "#protocol/line-text";
import { bySegmentOrder } from "#protocol/segment-id";
import type { Translation } from "#protocol/transcript";
import { database } from "../database";
import type { Segment as SegmentRow, Translation as TranslationRow } from "../generated/client";
import { type Placed, SEGMENTS_ROOM } from "../session/room-revs";
import {
  burySegment,
  keepEarlierText,
  lockSession,
  nextRev,
  oweTranslations,
  readSeenSegment,
  type SeenSegment,
  type SegmentsAnswer,
  segmentAfter,
  type Transaction,
  toSegment,
  toSegmentId,
} from "./segment-changes";
import { joinContent } from "./segment-content";
import { toColumns, toContent } from "./split-segment";

export type Merge = SeenSegment & {
  readonly sessionId: string;
  /** The segment after it. */
  readonly next: SeenSegment;
  readonly authorId: string;
};

/**
 * Merges two consecutive segments. The first keeps all words, the second leaves a tombstone. A human's translation of one
 * segment is joined with the other segment's translation and counts as human. If the other translation is still owed, the
 * merge is refused, because its part would be missing.
 */
export async function mergeSegments({ sessionId, next, authorId, ...wanted }: Merge): Promise<SegmentsAnswer> {
  return database().$transaction(async (tx): Promise<SegmentsAnswer> => {
    const session = await lockSession(tx, sessionId);
    if (!session) return { kind: "not-found" };
    const [first, second] = [await readSeenSegment(tx, sessionId, wanted), await readSeenSegment(tx, sessionId, next)];
    if (first.kind !== "seen") return first;
    if (second.kind !== "seen") return second;
    const follower = await segmentAfter(tx, first.row);
    if (!follower || bySegmentOrder(follower, second.row) !== 0)
      return { kind: "invalid", message: "a line is in between" };
    if (follower.lang !== first.row.lang) return { kind: "invalid", message: "the lines are of two languages" };
    const joined = joinContent(toContent(first.row), toContent(second.row));
    if (joined.text.length > MOST_LINE_LENGTH) return { kind: "invalid", message: "the line would be too long" };

    const texts = [await translationsOf(tx, first.row), await translationsOf(tx, second.row)] as const;
    const lang = humanLangs(texts).find((lang) => session.targetLangs.includes(lang) && !texts.every(isThereIn(lang)));
    if (lang !== undefined) return { kind: "untranslated", lang };

    const translated = humanLangs(texts).map((lang) => joinedIn(lang, texts));
    if (translated.some(({ text }) => text.length > MOST_LINE_LENGTH))
      return { kind: "invalid", message: "a translation would be too long" };

    const { seq, part } = first.row;
    await keepEarlierText(tx, { sessionId, seq, part, lang: "" }, first.row);
    const { rev, after } = await nextRev(tx, sessionId, SEGMENTS_ROOM);
    const row = await tx.segment.update({
      where: { sessionId_seq_part: { sessionId, seq, part } },
      data: { ...toColumns(joined), authorId, editedAt: databaseNow(), open: false, rev },
    });
    const translations = await joinHumans(tx, row, translated, authorId);
    const tombstone = await burySegment(tx, second.row);
    return {
      kind: "changed",
      segments: [{ segment: toSegment(row), after }, tombstone],
      translations,
      owed: await oweTranslations(tx, sessionId, row),
    };
  });
}

type Translations = { readonly rows: readonly TranslationRow[]; readonly owed: readonly string[] };

async function translationsOf(tx: Transaction, { sessionId, seq, part }: SegmentRow): Promise<Translations> {
  const where = { sessionId, seq, part };
  const rows = await tx.translation.findMany({ where, orderBy: { lang: "asc" } });
  const owed = await tx.untranslated.findMany({ where, select: { lang: true } });
  return { rows, owed: owed.map(({ lang }) => lang) };
}

/** The languages in which a human wrote a translation of one of two segments. */
function humanLangs(both: readonly [Translations, Translations]): string[] {
  const rows = both.flatMap((texts) => texts.rows).filter(({ human }) => human);
  return [...new Set(rows.map(({ lang }) => lang))];
}

/** Whether a segment has a translation that is up to date: a human's, or an engine's of the present text. */
function isThereIn(lang: string) {
  return ({ rows, owed }: Translations): boolean =>
    rows.some((row) => row.lang === lang && (row.human || !owed.includes(lang)));
}

type Joined = { readonly lang: string; readonly own: TranslationRow | undefined; readonly text: string };

/** The translations of two segments into one language, joined; `own`: the first segment's. */
function joinedIn(lang: string, both: readonly [Translations, Translations]): Joined {
  const [own, other] = both.map(({ rows }) => rows.find((one) => one.lang === lang));
  return { lang, own, text: joinTexts(own?.text ?? "", other?.text ?? "", lang) };
}

/** Stores the joined translations as the first segment's. */
async function joinHumans(
  tx: Transaction,
  first: SegmentRow,
  translated: readonly Joined[],
  authorId: string,
): Promise<Placed<{ readonly translation: Translation }>[]> {
  const { sessionId, seq, part, shelf } = first;
  const joined: Placed<{ readonly translation: Translation }>[] = [];
  for (const { lang, own, text } of translated) {
    if (own) await keepEarlierText(tx, { sessionId, seq, part, lang }, own);
    const placed = await nextRev(tx, sessionId, lang);
    const stored = { text, sourceRev: first.rev, unknownWords: 0, human: true };
    const row = { ...stored, rev: placed.rev, authorId, engine: "human" };
    await tx.translation.upsert({
      where: { sessionId_seq_part_lang: { sessionId, seq, part, lang } },
      create: { sessionId, seq, part, lang, shelf, ...row },
      update: row,
    });
    joined.push({ translation: { ...toSegmentId(first), lang, rev: placed.rev, ...stored }, after: placed.after });
  }
  // These translations are no longer owed.
  const langs = translated.map(({ lang }) => lang);
  await tx.untranslated.deleteMany({ where: { sessionId, seq, part, lang: { in: langs } } });
  return joined;
}
