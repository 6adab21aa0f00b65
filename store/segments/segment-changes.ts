import type { SegmentId } from "#protocol/segment-id";
import type { Segment, Translation } from "#protocol/transcript";
import type { Prisma, Segment as SegmentRow } from "../generated/client";
import { type Placed, revBefore, SEGMENTS_ROOM, takeRev } from "../session/room-revs";
import type { TranslationKey } from "../translations/translations";

// The steps of every change of segments by a human, in a transaction that holds the lock of the session's row.

export type Transaction = Prisma.TransactionClient;

/** A segment, and its rev as the author of a change saw it. */
export type SeenSegment = SegmentId & { readonly expected: number };

/** The segment was changed meanwhile: its present text and rev. */
export type Edited = { readonly kind: "edited"; readonly text: string; readonly rev: number };

export type Untranslated = { readonly kind: "untranslated"; readonly lang: string };

/** The changed segments and translations in the order of their revs, and the translations that are owed now. */
export type SegmentsChanged = {
  readonly kind: "changed";
  readonly segments: readonly Placed<{ readonly segment: Segment }>[];
  readonly translations: readonly Placed<{ readonly translation: Translation }>[];
  readonly owed: readonly TranslationKey[];
};

/** `invalid`: the change is not possible for this segment; `untranslated`: not before it is translated into `lang`. */
export type SegmentsAnswer =
  | SegmentsChanged
  | Edited
  | Untranslated
  | { readonly kind: "not-found" }
  | { readonly kind: "invalid"; readonly message: string };

export async function lockSession(tx: Transaction, sessionId: string): Promise<{ targetLangs: string[] } | undefined> {
  const rows = await tx.$queryRaw<{ targetLangs: string[] }[]>`
    SELECT target_langs AS "targetLangs" FROM session WHERE id = ${sessionId} AND state <> 'deleted' FOR UPDATE`;
  return rows[0];
}

/** Reads a segment of speech if it still has the expected rev. Every change by a human closes an open segment. */
export async function readSeenSegment(
  tx: Transaction,
  sessionId: string,
  { seq, part = 0, expected }: SeenSegment,
): Promise<{ readonly kind: "seen"; readonly row: SegmentRow } | Edited | { readonly kind: "not-found" }> {
  const row = await tx.segment.findFirst({ where: { sessionId, seq, part, kind: "speech" } });
  if (!row) return { kind: "not-found" };
  return row.rev === expected ? { kind: "seen", row } : { kind: "edited", text: row.text, rev: row.rev };
}

/** The most earlier texts of humans that are kept per session. One socket can send a hundred corrections a second. */
const MOST_KEPT = 2_000;

/**
 * Keeps a text that is about to be replaced; `lang` empty: in the spoken language. Beyond `MOST_KEPT` the oldest texts of
 * humans are deleted. Texts of engines stay: there is at most one for each segment and language.
 */
export async function keepEarlierText(
  tx: Transaction,
  { sessionId, seq, part = 0, lang }: TranslationKey,
  { text, rev, authorId }: { text: string; rev: number; authorId: string | null },
): Promise<void> {
  await tx.earlierText.create({ data: { sessionId, seq, part, lang, text, rev, authorId } });
  await tx.$executeRaw`
    DELETE FROM earlier_text WHERE session_id = ${sessionId} AND author_id IS NOT NULL AND rev <= (
      SELECT rev FROM earlier_text WHERE session_id = ${sessionId} AND author_id IS NOT NULL
      ORDER BY rev DESC OFFSET ${MOST_KEPT} LIMIT 1)`;
}

export async function nextRev(tx: Transaction, sessionId: string, room: string): Promise<Placed<{ rev: number }>> {
  const rows = await tx.$queryRaw<Placed<{ rev: number }>[]>`
    UPDATE session SET ${takeRev(room)} WHERE id = ${sessionId}
    RETURNING rev, ${revBefore(room)} AS after`;
  if (!rows[0]) throw new Error("the session disappeared under its lock");
  return rows[0];
}

/** Records that the translations of a segment are owed again, apart from those that a human wrote. */
export function oweTranslations(
  tx: Transaction,
  sessionId: string,
  { seq, part = 0 }: SegmentId,
): Promise<TranslationKey[]> {
  return tx.$queryRaw<TranslationKey[]>`
      INSERT INTO untranslated AS u (session_id, seq, part, lang)
      SELECT s.id, ${seq}::int, ${part}::int, lang FROM session s, unnest(s.target_langs) lang
      WHERE s.id = ${sessionId} AND NOT EXISTS (
        SELECT 1 FROM translation t
        WHERE t.session_id = s.id AND t.seq = ${seq} AND t.part = ${part} AND t.lang = lang.lang AND t.human)
      ON CONFLICT (session_id, seq, part, lang) DO UPDATE SET created_at = now(), ask_after = now()
      RETURNING session_id AS "sessionId", seq, part, lang`;
}

/**
 * Deletes a segment with its translations and earlier texts, and leaves a tombstone that holds only its place and rev: no
 * search, export or translation in progress can bring its words back.
 */
export async function burySegment(tx: Transaction, row: SegmentRow): Promise<Placed<{ readonly segment: Segment }>> {
  const { sessionId, seq, part, lang } = row;
  const { rev, after } = await nextRev(tx, sessionId, SEGMENTS_ROOM);
  await tx.segment.delete({ where: { sessionId_seq_part: { sessionId, seq, part } } });
  await tx.removedSegment.create({ data: { sessionId, seq, part, rev } });
  const nothing = { kind: "speech" as const, text: "", lang, startMs: 0, endMs: 0, confidence: null };
  return { segment: { ...toSegmentId(row), rev, ...nothing, removed: true }, after };
}

/** A stored segment as it is sent to pages. */
export function toSegment(row: ShownColumns): Segment {
  const { rev, kind, text, lang, startMs, endMs, confidence, speaker, editedAt, open, pauseMs } = row;
  const more = {
    ...(open && { open }),
    ...(editedAt !== null && { edited: true }),
    ...(speaker !== null && { speaker }),
    ...(pauseMs !== null && { pauseMs }),
  };
  return { ...toSegmentId(row), rev, kind, text, lang, startMs, endMs, confidence, ...more };
}

/** The columns of a segment that are sent to pages. */
export type ShownColumns = Pick<
  SegmentRow,
  | "seq"
  | "part"
  | "rev"
  | "kind"
  | "text"
  | "lang"
  | "startMs"
  | "endMs"
  | "confidence"
  | "speaker"
  | "editedAt"
  | "open"
  | "pauseMs"
>;

/** The place of a row as it is sent to pages. */
export function toSegmentId({ seq, part }: { seq: number; part: number }): SegmentId {
  return part === 0 ? { seq } : { seq, part };
}

/** The next segment, which may be a gap; null: there is none. */
export async function segmentAfter(tx: Transaction, { sessionId, seq, part }: SegmentRow): Promise<SegmentRow | null> {
  return tx.segment.findFirst({
    where: { sessionId, OR: [{ seq, part: { gt: part } }, { seq: { gt: seq } }] },
    orderBy: [{ seq: "asc" }, { part: "asc" }],
  });
}
