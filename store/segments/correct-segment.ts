import { databaseNow } from "#platform/clocks";
import type { EarlierText } from "#protocol/client-events";
import type { Segment, Translation } from "#protocol/transcript";
import { database } from "../database";
import type { Segment as SegmentRow } from "../generated/client";
import { type Placed, SEGMENTS_ROOM } from "../session/room-revs";
import type { TranslationKey } from "../translations/translations";
import {
  type Edited,
  keepEarlierText,
  lockSession,
  nextRev,
  oweTranslations,
  readSeenSegment,
  type SeenSegment,
  type Transaction,
  toSegment,
  toSegmentId,
  type Untranslated,
} from "./segment-changes";

/** `expected`: the rev of the text that it replaces; 0: there is none. */
export type Correction = SeenSegment & {
  readonly sessionId: string;
  readonly text: string;
  readonly authorId: string;
  /** Empty: no name; undefined: unchanged. */
  readonly speaker?: string | undefined;
};

export type Corrected<T> = ({ readonly kind: "corrected" } & Placed<T>) | Edited | { readonly kind: "not-found" };

export type CorrectedSegment = { readonly segment: Segment; readonly owed: readonly TranslationKey[] };

/**
 * Replaces a segment's text and speaker. Keeps the earlier text, and if the text changes records that its translations, apart
 * from those that a human wrote, are owed again. Everything runs under the lock of the session's row.
 */
export async function correctSegment(correction: Correction): Promise<Corrected<CorrectedSegment>> {
  const { sessionId, seq, part = 0, text, authorId } = correction;
  return database().$transaction(async (tx): Promise<Corrected<CorrectedSegment>> => {
    if (!(await lockSession(tx, sessionId))) return { kind: "not-found" };
    const found = await readSeenSegment(tx, sessionId, correction);
    if (found.kind !== "seen") return found;
    const before = found.row;
    const isChanged = text !== before.text;
    const speaker = correction.speaker === undefined ? before.speaker : correction.speaker || null;
    if (isChanged) await keepEarlierText(tx, { sessionId, seq, part, lang: "" }, before);
    const { rev, after } = await nextRev(tx, sessionId, SEGMENTS_ROOM);
    // The next recogniser compares with its own spelling, not with the correction.
    const engineText = before.engineText ?? (before.words === null ? before.text : null);
    const stored = await tx.segment.update({
      where: { sessionId_seq_part: { sessionId, seq, part } },
      data: { rev, speaker, open: false, ...(isChanged && { text, engineText, authorId, editedAt: databaseNow() }) },
    });
    const owed = isChanged || before.open ? await oweTranslations(tx, sessionId, before) : [];
    if (!isChanged) await keepTranslated(tx, before, rev);
    return { kind: "corrected", segment: toSegment(stored), owed, after };
  });
}

/** Keeps the translations of an unchanged text valid at the segment's new rev: no engine is paid for them again. */
async function keepTranslated(tx: Transaction, { sessionId, seq, part, rev }: SegmentRow, now: number): Promise<void> {
  await tx.translation.updateMany({
    where: { sessionId, seq, part, sourceRev: { gte: rev } },
    data: { sourceRev: now },
  });
}

/**
 * Replaces a translation with one that a human wrote. No engine overwrites it from then on. An open segment has no translation
 * to correct.
 */
export async function correctTranslation(
  correction: Correction & { readonly lang: string },
): Promise<Corrected<{ readonly translation: Translation }> | Untranslated> {
  const { sessionId, seq, part = 0, lang, text, expected, authorId } = correction;
  const key = { sessionId, seq, part, lang };
  return database().$transaction(
    async (tx): Promise<Corrected<{ readonly translation: Translation }> | Untranslated> => {
      const session = await lockSession(tx, sessionId);
      if (!session?.targetLangs.includes(lang)) return { kind: "not-found" };
      const segment = await tx.segment.findFirst({ where: { sessionId, seq, part, kind: "speech" } });
      if (!segment) return { kind: "not-found" };
      // A human's translation of half a sentence would later be shown for the whole sentence.
      if (segment.open) return { kind: "untranslated", lang };
      const before = await tx.translation.findUnique({ where: { sessionId_seq_part_lang: key } });
      if ((before?.rev ?? 0) !== expected) return { kind: "edited", text: before?.text ?? "", rev: before?.rev ?? 0 };
      if (before) await keepEarlierText(tx, key, before);
      const { rev, after } = await nextRev(tx, sessionId, lang);
      const columns = { text, rev, authorId, human: true, sourceRev: segment.rev, unknownWords: 0, engine: "human" };
      await tx.translation.upsert({
        where: { sessionId_seq_part_lang: key },
        create: { ...key, ...columns, shelf: segment.shelf },
        update: columns,
      });
      await tx.untranslated.deleteMany({ where: key });
      const translation = {
        ...toSegmentId(segment),
        lang,
        rev,
        text,
        sourceRev: segment.rev,
        unknownWords: 0,
        human: true,
      };
      return { kind: "corrected", translation, after };
    },
  );
}

/** The texts of a segment that corrections replaced, newest first. `lang` empty: in the spoken language. */
export async function earlierTexts({ part = 0, ...key }: TranslationKey): Promise<EarlierText[]> {
  const rows = await database().earlierText.findMany({ where: { ...key, part }, orderBy: { rev: "desc" }, take: 100 });
  return rows.map(({ text, rev, authorId, replacedAt }) => ({
    ...{ text, rev, human: authorId !== null },
    replacedAt: replacedAt.toISOString(),
  }));
}
