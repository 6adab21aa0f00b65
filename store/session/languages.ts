import { database } from "../database";
import { Prisma } from "../generated/client";
import { CHANGED_COLUMNS, type ChangedColumns, type StateChange, toChange } from "./change-state";
import { SESSION_ROOM, takeRev } from "./room-revs";
import { ACCEPTS_SPEECH, IS_NOT_OVER } from "./state-table";

/** Changes the spoken language. Null when the session accepts no speech. */
export async function changeSourceLang(sessionId: string, lang: string): Promise<StateChange | null> {
  const rows = await database().$queryRaw<ChangedColumns[]>(Prisma.sql`
    UPDATE session s SET source_lang = ${lang}, ${takeRev(SESSION_ROOM)}, other_langs = other_langs || ARRAY(
      SELECT s.source_lang WHERE NOT s.source_lang = ANY(s.other_langs)
        AND EXISTS (SELECT 1 FROM segment g WHERE g.session_id = s.id AND g.lang = s.source_lang AND g.kind = 'speech'))
    WHERE id = ${sessionId} AND ${ACCEPTS_SPEECH} RETURNING ${CHANGED_COLUMNS}`);
  return toChange(rows);
}

/**
 * Changes the target languages. Translations into a new one are owed for every closed segment, apart from those that a human
 * wrote. A removed language keeps its translations, and no more are owed. Null when the session is over.
 */
export async function changeTargetLangs(sessionId: string, langs: readonly string[]): Promise<StateChange | null> {
  const wanted = [...langs];
  // The session's lock first: a segment committed meanwhile either sees the new languages or is visible below.
  const [rows] = await database().$transaction([
    database().$queryRaw<ChangedColumns[]>(Prisma.sql`
      UPDATE session s SET target_langs = ${wanted}, ${takeRev(SESSION_ROOM)}, other_langs = other_langs || ARRAY(
        SELECT gone.lang FROM unnest(s.target_langs) AS gone(lang)
        WHERE NOT gone.lang = ANY(${wanted}) AND NOT gone.lang = ANY(s.other_langs)
          AND EXISTS (SELECT 1 FROM translation t WHERE t.session_id = s.id AND t.lang = gone.lang))
      WHERE id = ${sessionId} AND ${IS_NOT_OVER} RETURNING ${CHANGED_COLUMNS}`),
    database().$executeRaw`
      DELETE FROM untranslated u USING session s
      WHERE s.id = ${sessionId} AND u.session_id = s.id AND NOT u.lang = ANY(s.target_langs)`,
    database().$executeRaw`
      INSERT INTO untranslated (session_id, seq, part, lang)
      SELECT s.id, g.seq, g.part, l.lang
      FROM session s JOIN segment g ON g.session_id = s.id CROSS JOIN unnest(s.target_langs) AS l(lang)
      WHERE s.id = ${sessionId} AND g.kind = 'speech' AND NOT g.open AND NOT EXISTS (
        SELECT 1 FROM translation t WHERE t.session_id = s.id AND t.seq = g.seq AND t.part = g.part
          AND t.lang = l.lang AND (t.human OR t.source_rev >= g.rev))
      ON CONFLICT DO NOTHING`,
  ]);
  return toChange(rows);
}

/** @returns false when there is no such session */
export async function changeDraftTranslations(sessionId: string, isOn: boolean): Promise<boolean> {
  const changed = await database().$executeRaw`
    UPDATE session SET draft_translations = ${isOn} WHERE id = ${sessionId} AND state <> 'deleted'`;
  return changed === 1;
}
