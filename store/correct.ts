import type { EarlierText } from "#protocol/requests";
import type { Segment, Translation } from "#protocol/transcript";
import { database } from "./database";
import type { Prisma } from "./generated/client";
import { LINES_ROOM, type Placed, revBefore, withChangeOf } from "./room-revs";
import type { TranslationKey } from "./translations";

export type Correction = {
  readonly sessionId: string;
  readonly seq: number;
  readonly text: string;
  /** The rev of the text that it replaces, as its author saw it; 0: there was none. */
  readonly expected: number;
  readonly authorId: string;
  /** Empty: nobody is named; undefined: as it is. */
  readonly speaker?: string | undefined;
};

/** `edited`: somebody else was there before; what stands now. */
export type Edited = { readonly kind: "edited"; readonly text: string; readonly rev: number };
export type Corrected<T> = ({ readonly kind: "corrected" } & Placed<T>) | Edited | { readonly kind: "not-found" };

export type CorrectedSegment = { readonly segment: Segment; readonly owed: readonly TranslationKey[] };

type Transaction = Prisma.TransactionClient;

/**
 * Writes a line's text and speaker in place of what its author saw. A text before is kept, and where it changes the
 * translations that no human wrote are owed again. Everything under the lock of the session's row, as every change of a session is.
 */
export async function correctSegment(correction: Correction): Promise<Corrected<CorrectedSegment>> {
  const { sessionId, seq, text, expected, authorId } = correction;
  return database().$transaction(async (tx): Promise<Corrected<CorrectedSegment>> => {
    if (!(await lock(tx, sessionId))) return { kind: "not-found" };
    const before = await tx.segment.findFirst({ where: { sessionId, seq, kind: "speech" } });
    if (!before) return { kind: "not-found" };
    if (before.rev !== expected) return { kind: "edited", text: before.text, rev: before.rev };
    const isNew = text !== before.text;
    const speaker = correction.speaker === undefined ? before.speaker : correction.speaker || null;
    if (isNew) await keep(tx, { sessionId, seq, lang: "" }, before);
    const { rev, after } = await nextRev(tx, sessionId, LINES_ROOM);
    // A recogniser that takes over is told what was heard, not what stands there now.
    const heard = before.heard ?? (before.words === null ? before.text : null);
    const stored = await tx.segment.update({
      where: { sessionId_seq: { sessionId, seq } },
      data: { rev, speaker, ...(isNew && { text, heard, authorId, editedAt: new Date() }) },
    });
    const owed = isNew ? await owe(tx, sessionId, seq) : [];
    const { kind, lang, startMs, endMs, confidence } = before;
    const more = { ...(stored.editedAt !== null && { edited: true }), ...(speaker !== null && { speaker }) };
    const segment = { seq, rev, kind, text, lang, startMs, endMs, confidence, ...more };
    return { kind: "corrected", segment, owed, after };
  });
}

/** Asks for the translations of a line again, but for those that a human wrote. */
function owe(tx: Transaction, sessionId: string, seq: number): Promise<TranslationKey[]> {
  return tx.$queryRaw<TranslationKey[]>`
      INSERT INTO untranslated AS u (session_id, seq, lang)
      SELECT s.id, ${seq}::int, lang FROM session s, unnest(s.target_langs) lang
      WHERE s.id = ${sessionId} AND NOT EXISTS (
        SELECT 1 FROM translation t WHERE t.session_id = s.id AND t.seq = ${seq} AND t.lang = lang.lang AND t.human)
      ON CONFLICT (session_id, seq, lang) DO UPDATE SET created_at = now()
      RETURNING session_id AS "sessionId", seq, lang`;
}

/** Writes a translation in place of the one that its author saw; from then on no engine writes over it. */
export async function correctTranslation(
  correction: Correction & { readonly lang: string },
): Promise<Corrected<{ readonly translation: Translation }>> {
  const { sessionId, seq, lang, text, expected, authorId } = correction;
  const key = { sessionId, seq, lang };
  return database().$transaction(async (tx): Promise<Corrected<{ readonly translation: Translation }>> => {
    const session = await lock(tx, sessionId);
    if (!session?.targetLangs.includes(lang)) return { kind: "not-found" };
    const segment = await tx.segment.findFirst({ where: { sessionId, seq, kind: "speech" } });
    if (!segment) return { kind: "not-found" };
    const before = await tx.translation.findUnique({ where: { sessionId_seq_lang: key } });
    if ((before?.rev ?? 0) !== expected) return { kind: "edited", text: before?.text ?? "", rev: before?.rev ?? 0 };
    if (before) await keep(tx, key, before);
    const { rev, after } = await nextRev(tx, sessionId, lang);
    const written = { text, rev, authorId, human: true, sourceRev: segment.rev, unknownWords: 0, engine: "human" };
    await tx.translation.upsert({
      where: { sessionId_seq_lang: key },
      create: { ...key, ...written, shelf: segment.shelf },
      update: written,
    });
    await tx.untranslated.deleteMany({ where: key });
    const translation = { seq, lang, rev, text, sourceRev: segment.rev, unknownWords: 0, human: true };
    return { kind: "corrected", translation, after };
  });
}

/** The texts of a line (`lang` empty: as it was said) that corrections replaced, newest first. */
export async function earlierTexts(key: TranslationKey): Promise<EarlierText[]> {
  const rows = await database().earlierText.findMany({ where: key, orderBy: { rev: "desc" }, take: 100 });
  return rows.map(({ text, rev, authorId, replacedAt }) => ({
    ...{ text, rev, human: authorId !== null },
    replacedAt: replacedAt.toISOString(),
  }));
}

async function lock(tx: Transaction, sessionId: string): Promise<{ targetLangs: string[] } | undefined> {
  const rows = await tx.$queryRaw<{ targetLangs: string[] }[]>`
    SELECT target_langs AS "targetLangs" FROM session WHERE id = ${sessionId} AND state <> 'deleted' FOR UPDATE`;
  return rows[0];
}

async function keep(
  tx: Transaction,
  key: TranslationKey,
  { text, rev, authorId }: { text: string; rev: number; authorId: string | null },
): Promise<void> {
  await tx.earlierText.create({ data: { ...key, text, rev, authorId } });
}

async function nextRev(tx: Transaction, sessionId: string, room: string): Promise<Placed<{ rev: number }>> {
  const rows = await tx.$queryRaw<Placed<{ rev: number }>[]>`
    UPDATE session SET rev = rev + 1, room_revs = ${withChangeOf(room)} WHERE id = ${sessionId}
    RETURNING rev, ${revBefore(room)} AS after`;
  if (!rows[0]) throw new Error("a locked session has no row");
  return rows[0];
}
