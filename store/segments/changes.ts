import { WHOLE } from "#protocol/share";
import type { Changes, Segment, Since, Translation } from "#protocol/transcript";
import { database } from "../database";
import { SESSION_COLUMNS, type SessionColumns, toSessionView } from "../session/session-view";

/** The largest page of changes, in bytes of text with ROW_BYTES for each row; a single change may be larger. */
const PAGE_BYTES = 200_000;
/** Bytes that a row counts in addition to its text. They also bound the rows of a page. */
const ROW_BYTES = 200;

type RawChanges = SessionColumns & {
  rev: number;
  more: boolean;
  anchor: bigint;
  /** Without the fields that are null or false. */
  segments: (Omit<Segment, "confidence"> & Partial<Pick<Segment, "confidence">>)[];
  translations: Translation[];
};

/**
 * Reads everything of a session within a scope that was stored after `since` (0: all of it, without tombstones), in the
 * order of its segments. If it is more than a page, the oldest changes come first. It is one statement, so that text and rev
 * belong to the same moment. Null when there is no such session.
 */
export async function readChanges(
  sessionId: string,
  since: Since,
  scope = WHOLE,
  pageBytes = PAGE_BYTES,
): Promise<Changes | null> {
  const { original } = scope;
  const isEvery = scope.langs === null;
  const langs = [...(scope.langs ?? [])];
  const segmentsRev = revOf(since, "");
  const byLang = JSON.stringify(typeof since === "number" ? {} : since);
  const rest = typeof since === "number" ? since : 0;
  // Rows up to the lowest known rev can be skipped.
  const least = isEvery || langs.length === 0 ? rest : Math.min(...langs.map((lang) => revOf(since, lang)));
  // Every row counts at least ROW_BYTES, so a page never holds more rows of one kind than this.
  const most = Math.ceil(pageBytes / ROW_BYTES) + 1;
  const rows = await database().$queryRaw<RawChanges[]>`
    WITH counted AS (SELECT c.rev, sum(c.bytes + ${ROW_BYTES}) OVER (ORDER BY c.rev) AS bytes FROM (
        (SELECT g.rev, octet_length(g.text) AS bytes FROM segment g
          WHERE g.session_id = ${sessionId} AND g.rev > ${segmentsRev} ORDER BY g.rev LIMIT ${most})
        UNION ALL
        (SELECT d.rev, 0 FROM removed_segment d
          WHERE d.session_id = ${sessionId} AND d.rev > ${segmentsRev} AND ${segmentsRev} > 0 ORDER BY d.rev LIMIT ${most})
        UNION ALL
        (SELECT t.rev, octet_length(t.text) FROM translation t
          WHERE t.session_id = ${sessionId} AND (${isEvery} OR t.lang = ANY(${langs}))
            AND t.rev > ${least} AND t.rev > coalesce((${byLang}::jsonb->>t.lang)::int, ${rest})
          ORDER BY t.rev LIMIT ${most})) c),
      page AS (SELECT coalesce((SELECT max(c.rev) FROM counted c WHERE c.rev < beyond.rev), beyond.rev) AS last
        FROM (SELECT min(rev) AS rev FROM counted WHERE bytes > ${pageBytes}) beyond)
    SELECT ${SESSION_COLUMNS}, s.anchor,
      coalesce(page.last, s.rev) AS rev, coalesce(page.last < s.rev, false) AS more,
      (SELECT coalesce(json_agg(json_strip_nulls(row_to_json(line)) ORDER BY seq, part NULLS FIRST), '[]') FROM (
        SELECT g.seq, nullif(g.part, 0) AS part, g.rev, g.kind, CASE WHEN ${original} THEN g.text ELSE '' END AS text, g.lang,
          g.start_ms AS "startMs", g.end_ms AS "endMs", CASE WHEN ${original} THEN g.confidence END AS confidence,
          g.pause_ms AS "pauseMs", g.speaker, nullif(g.open, false) AS open,
          nullif(g.edited_at IS NOT NULL, false) AS edited, NULL::boolean AS removed
        FROM segment g WHERE g.session_id = s.id AND g.rev > ${segmentsRev} AND (page.last IS NULL OR g.rev <= page.last)
        UNION ALL
        SELECT d.seq, nullif(d.part, 0), d.rev, 'speech', '', s.source_lang, 0, 0, NULL, NULL, NULL, NULL, NULL, true
        FROM removed_segment d WHERE d.session_id = s.id AND d.rev > ${segmentsRev} AND ${segmentsRev} > 0
          AND (page.last IS NULL OR d.rev <= page.last)) line) AS segments,
      (SELECT coalesce(json_agg(json_strip_nulls(row_to_json(line)) ORDER BY seq, part NULLS FIRST, lang), '[]') FROM (
        SELECT t.seq, nullif(t.part, 0) AS part, t.lang, t.rev, t.text, t.source_rev AS "sourceRev",
          t.unknown_words AS "unknownWords", nullif(t.human, false) AS human
        FROM translation t WHERE t.session_id = s.id AND (${isEvery} OR t.lang = ANY(${langs}))
          AND t.rev > ${least} AND t.rev > coalesce((${byLang}::jsonb->>t.lang)::int, ${rest})
          AND (page.last IS NULL OR t.rev <= page.last)) line) AS translations
    FROM session s, page WHERE s.id = ${sessionId} AND s.state <> 'deleted'`;
  const row = rows[0];
  if (!row) return null;
  const { rev, more, segments, translations } = row;
  const session = toSessionView(row);
  const read = isEvery ? session.targetLangs : langs;
  return {
    since,
    rev,
    ...(more && { more }),
    anchor: Number(row.anchor),
    session,
    langs: read,
    segments: segments.map((segment) => ({ confidence: null, ...segment })),
    translations,
  };
}

function revOf(since: Since, lang: string): number {
  return typeof since === "number" ? since : (since[lang] ?? 0);
}
