import type { SegmentId } from "#protocol/segment-id";
import type { Translation } from "#protocol/transcript";
import { MOST_TERMS } from "#protocol/vocabulary";
import { database } from "../database";
import { Prisma } from "../generated/client";
import { type Placed, revBefore, takeRev } from "../session/room-revs";
import { sqlState } from "../transient";

const FOREIGN_KEY_VIOLATION = "23503";

/** The number of earlier segments that an engine gets as context of the one that it translates. */
export const CONTEXT_SEGMENTS = 2;

export type TranslationKey = SegmentId & { readonly sessionId: string; readonly lang: string };

/** The input of a translate job, and the translation that is already stored, if any. */
export type TranslationTask = {
  readonly text: string;
  readonly sourceLang: string;
  readonly sourceRev: number;
  readonly done: Translation | null;
  /** The vocabulary of the session's owner, as it is written. */
  readonly terms: readonly string[];
  /** The two segments before in the same language, oldest first. */
  readonly context: readonly string[];
  readonly ownerId: string;
  readonly startedFrom: string;
};

/**
 * Reads the input of a translate job. Null when the segment is deleted or open, holds no speech, or the session no longer
 * has the language.
 */
export async function readTranslationTask(key: TranslationKey): Promise<TranslationTask | null> {
  const { sessionId, seq, part = 0, lang } = key;
  const rows = await database().$queryRaw<(Omit<TranslationTask, Lists> & Record<Lists, string[] | null>)[]>`
    SELECT g.text, g.lang AS "sourceLang", g.rev AS "sourceRev",
      s.owner_id AS "ownerId", s.started_from AS "startedFrom",
      CASE WHEN d.human OR d.source_rev >= g.rev THEN jsonb_build_object('seq', d.seq, 'part', d.part, 'lang', d.lang, 'text', d.text,
        'sourceRev', d.source_rev, 'unknownWords', d.unknown_words, 'rev', d.rev) END AS done,
      ARRAY(SELECT o.written FROM term o WHERE o.user_id = s.owner_id ORDER BY o.written LIMIT ${MOST_TERMS}) AS terms,
      ARRAY(SELECT p.text FROM (SELECT seq, part, text FROM segment WHERE session_id = g.session_id AND kind = 'speech'
        AND lang = g.lang AND (seq, part) < (g.seq, g.part) ORDER BY seq DESC, part DESC LIMIT ${CONTEXT_SEGMENTS}) p
        ORDER BY p.seq, p.part) AS context
    FROM segment g JOIN session s ON s.id = g.session_id
    LEFT JOIN translation d ON d.session_id = g.session_id AND d.seq = g.seq AND d.part = g.part AND d.lang = ${lang}
    WHERE g.session_id = ${sessionId} AND g.seq = ${seq}::int AND g.part = ${part}::int AND g.kind = 'speech'
      AND NOT g.open AND s.state <> 'deleted' AND ${lang} = ANY(s.target_langs)`;
  const [task] = rows;
  // PostgreSQL's null is the empty list.
  return task ? { ...task, terms: task.terms ?? [], context: task.context ?? [] } : null;
}

type Lists = "terms" | "context";

/** `isOutdated`: the segment has changed since, and its translation is still owed. */
export type PlacedTranslation = Placed<{ readonly translation: Translation }> & { readonly isOutdated?: boolean };

export type NewTranslation = TranslationKey &
  Pick<Translation, "text" | "sourceRev" | "unknownWords"> & { readonly engine: string };

/**
 * Stores a machine's translation: only over a lower `sourceRev`, never over a human's text. The translation is no longer owed
 * if the segment is unchanged. The locks (the session's first, as everywhere) make it wait for a correction in progress.
 * @returns the row as it is stored afterwards, and the rev of the change before it in its language; null when the segment is
 * deleted
 */
export async function storeTranslation(t: NewTranslation): Promise<PlacedTranslation | null> {
  const { part = 0 } = t;
  const rows = await database().$queryRaw<Placed<{ rev: number; isOutdated: boolean }>[]>`
    WITH locked AS (
      SELECT id FROM session WHERE id = ${t.sessionId} FOR NO KEY UPDATE
    ), locked_segment AS MATERIALIZED (
      SELECT g.session_id, g.seq, g.part FROM segment g JOIN locked ON locked.id = g.session_id
      WHERE g.seq = ${t.seq} AND g.part = ${part} AND g.rev <= ${t.sourceRev} FOR SHARE OF g
    ), settled AS (
      DELETE FROM untranslated u USING locked_segment g
      WHERE u.session_id = g.session_id AND u.seq = g.seq AND u.part = g.part AND u.lang = ${t.lang}
    ), counted AS (
      UPDATE session s SET ${takeRev(t.lang)}
      WHERE s.id = ${t.sessionId} AND s.state <> 'deleted'
        -- Forces the locks to be taken first: a statement cannot lock a row that it has already updated.
        AND (SELECT count(*) FROM locked_segment) >= 0
        AND EXISTS (SELECT 1 FROM segment g WHERE g.session_id = s.id AND g.seq = ${t.seq} AND g.part = ${part})
        AND NOT EXISTS (SELECT 1 FROM translation d WHERE d.session_id = s.id AND d.seq = ${t.seq} AND d.part = ${part}
          AND d.lang = ${t.lang} AND (d.human OR d.source_rev >= ${t.sourceRev}))
      RETURNING rev, ${revBefore(t.lang)} AS after, shelf
    )
    INSERT INTO translation AS t (session_id, seq, part, lang, text, source_rev, unknown_words, engine, rev, shelf)
    SELECT ${t.sessionId}, ${t.seq}::int, ${part}::int, ${t.lang}, ${t.text}, ${t.sourceRev}::int, ${t.unknownWords}::int, ${t.engine}, rev, shelf
    FROM counted
    ON CONFLICT (session_id, seq, part, lang) DO UPDATE SET text = EXCLUDED.text, source_rev = EXCLUDED.source_rev,
      unknown_words = EXCLUDED.unknown_words, engine = EXCLUDED.engine, rev = EXCLUDED.rev
      WHERE NOT t.human AND t.source_rev < EXCLUDED.source_rev
    RETURNING t.rev, (SELECT after FROM counted), (SELECT count(*) FROM locked_segment) = 0 AS "isOutdated"`.catch(
    goneMeanwhile,
  );
  const [row] = rows;
  if (row) return { translation: { ...pick(t), rev: row.rev }, after: row.after, isOutdated: row.isOutdated };
  const stored = await database().translation.findFirst({
    where: { sessionId: t.sessionId, seq: t.seq, part, lang: t.lang },
  });
  return stored && { translation: toTranslation(stored), after: null };
}

/** Handles a violated foreign key: the segment was deleted while the statement waited for the session's lock. */
function goneMeanwhile(error: unknown): [] {
  if (error instanceof Error && sqlState(error) === FOREIGN_KEY_VIOLATION) return [];
  throw error;
}

/** Removes the record of an owed translation once an earlier job or a human has written it. */
export async function deleteOwed({ sessionId, seq, part = 0, lang }: TranslationKey): Promise<void> {
  // The session's lock first: a correction that owes it again is either visible here or comes after.
  await database().$transaction([
    database().$queryRaw`SELECT id FROM session WHERE id = ${sessionId} FOR UPDATE`,
    database().$executeRaw`
      DELETE FROM untranslated u USING translation t, segment g
      WHERE u.session_id = ${sessionId} AND u.seq = ${seq}::int AND u.part = ${part}::int AND u.lang = ${lang}
        AND t.session_id = u.session_id AND t.seq = u.seq AND t.part = u.part AND t.lang = u.lang
        AND g.session_id = u.session_id AND g.seq = u.seq AND g.part = u.part AND (t.human OR t.source_rev >= g.rev)`,
  ]);
}

/** The longest pause between two requests for a translation that stays owed. */
const ASK_EVERY = "10 minutes";

/**
 * Takes translations of any session that are owed and due, apart from those of the last `graceMs`, which have jobs of their
 * own. The wait before the next request is as long as the translation has been owed, so that impossible translations do not
 * delay others.
 */
export async function takeOwed(limit: number, graceMs: number): Promise<TranslationKey[]> {
  const grace = Prisma.sql`${graceMs} * interval '1 millisecond'`;
  return database().$queryRaw<TranslationKey[]>`
    UPDATE untranslated u SET ask_after = now() + least(now() - created_at, ${ASK_EVERY}::interval) - ${grace}
    FROM (SELECT session_id, seq, part, lang FROM untranslated WHERE ask_after < now() - ${grace}
      ORDER BY ask_after LIMIT ${limit} FOR UPDATE SKIP LOCKED) due
    WHERE (u.session_id, u.seq, u.part, u.lang) = (due.session_id, due.seq, due.part, due.lang)
    RETURNING u.session_id AS "sessionId", u.seq, u.part, u.lang`;
}

/** Makes the sweeper wait before it requests this translation again, since the budget is used up. */
export async function postponeOwed({ sessionId, seq, part = 0, lang }: TranslationKey, seconds: number): Promise<void> {
  await database().$executeRaw`
    UPDATE untranslated SET ask_after = now() + ${seconds} * interval '1 second'
    WHERE session_id = ${sessionId} AND seq = ${seq}::int AND part = ${part}::int AND lang = ${lang}`;
}

function pick(t: Omit<Translation, "rev" | "human">): Omit<Translation, "rev" | "human"> {
  const { seq, part, lang, text, sourceRev, unknownWords } = t;
  return { seq, ...(part && { part }), lang, text, sourceRev, unknownWords };
}

function toTranslation(row: Translation): Translation {
  return { ...pick(row), rev: row.rev, human: row.human ?? false };
}

/** The translations that one session is owed. */
export async function owedBy(sessionId: string): Promise<TranslationKey[]> {
  return database().untranslated.findMany({
    where: { sessionId },
    select: { sessionId: true, seq: true, part: true, lang: true },
  });
}
