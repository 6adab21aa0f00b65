import type { Changes, Segment, Translation } from "#protocol/transcript";
import { database } from "./database";
import { type SessionColumns, toSessionView } from "./session-view";

type RawChanges = SessionColumns & {
  rev: number;
  anchor: bigint;
  segments: Segment[];
  translations: Translation[];
};

/**
 * Everything of a session that was stored after `since` (0: all of it), in the order of `seq`. One
 * statement, so that text and rev are of the same moment. Null when there is no such session.
 */
export async function readChanges(sessionId: string, since: number): Promise<Changes | null> {
  const rows = await database().$queryRaw<RawChanges[]>`
    SELECT s.id, s.title, s.source_lang AS "sourceLang", s.target_langs AS "targetLangs", s.state::text, s.failure,
      s.created_at AS "createdAt", s.ended_at AS "endedAt", s.rev, s.anchor,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', g.seq, 'rev', g.rev, 'kind', g.kind, 'text', g.text,
          'lang', g.lang, 'startMs', g.start_ms, 'endMs', g.end_ms, 'confidence', g.confidence) ORDER BY g.seq), '[]')
        FROM segment g WHERE g.session_id = s.id AND g.rev > ${since}) AS segments,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', t.seq, 'lang', t.lang, 'rev', t.rev, 'text', t.text,
          'sourceRev', t.source_rev, 'unknownWords', t.unknown_words) ORDER BY t.seq, t.lang), '[]')
        FROM translation t WHERE t.session_id = s.id AND t.rev > ${since}) AS translations
    FROM session s WHERE s.id = ${sessionId} AND s.state <> 'deleted'`;
  const row = rows[0];
  if (!row) return null;
  const { rev, segments, translations } = row;
  return { since, rev, anchor: Number(row.anchor), session: toSessionView(row), segments, translations };
}
