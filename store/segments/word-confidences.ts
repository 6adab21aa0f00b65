import { database } from "../database";
import { FenceLost } from "../fence-lost";
import { IS_NOT_OVER } from "../session/state-table";

/** The confidence of a settled word, which the engine gives later. Its times identify the word. */
export type JudgedWord = {
  /** ms on the session's clock. */
  readonly startMs: number;
  readonly endMs: number;
  /** 0 to 1. 0: the engine's final result has no such word. */
  readonly confidence: number;
};

/** A final gives confidences to words of the last minute at most. They are in the last segments, even after splits. */
const LAST_SEGMENTS = 100;

/**
 * Stores the confidences that a later final gives. Changes only words that have exactly these times and no confidence, also
 * in segments that people have split or joined since. Changes no text, so it takes no rev and is safe to repeat.
 * @throws FenceLost
 */
export async function storeConfidences(sessionId: string, epoch: number, judged: readonly JudgedWord[]): Promise<void> {
  const [from, to] = [Math.min(...judged.map((word) => word.startMs)), Math.max(...judged.map((word) => word.endMs))];
  const rows = await database().$queryRaw<{ locked: bigint }[]>`
    WITH locked AS (
      SELECT id FROM session WHERE id = ${sessionId} AND epoch = ${epoch} AND ${IS_NOT_OVER} FOR NO KEY UPDATE
    ), judged AS (
      SELECT DISTINCT ON ("startMs", "endMs") "startMs", "endMs", confidence
      FROM jsonb_to_recordset(${JSON.stringify(judged)}::jsonb)
        AS judged ("startMs" float8, "endMs" float8, confidence float8)
    ), locked_segment AS MATERIALIZED (
      SELECT g.session_id, g.seq, g.part, g.words FROM segment g JOIN locked ON locked.id = g.session_id
      WHERE (g.seq, g.part) IN (
          SELECT seq, part FROM segment WHERE session_id = ${sessionId}
          ORDER BY seq DESC, part DESC LIMIT ${LAST_SEGMENTS}
        ) AND g.words IS NOT NULL AND g.end_ms >= ${from}::float8 AND g.start_ms <= ${to}::float8
      FOR UPDATE OF g
    ), changed AS (
      SELECT locked_segment.session_id, locked_segment.seq, locked_segment.part,
        jsonb_agg(
          CASE WHEN judged.confidence IS NULL THEN w.word
            ELSE w.word || jsonb_build_object('confidence', judged.confidence) END ORDER BY w.at) AS words,
        avg(coalesce(judged.confidence, (w.word->>'confidence')::float8)) AS confidence
      FROM locked_segment CROSS JOIN LATERAL jsonb_array_elements(locked_segment.words) WITH ORDINALITY AS w (word, at)
        LEFT JOIN judged ON judged."startMs" = (w.word->>'startMs')::float8
          AND judged."endMs" = (w.word->>'endMs')::float8 AND w.word->>'confidence' IS NULL
      GROUP BY locked_segment.session_id, locked_segment.seq, locked_segment.part
      HAVING count(judged.confidence) > 0
    ), stored AS (
      UPDATE segment g SET words = changed.words, confidence = changed.confidence FROM changed
      WHERE g.session_id = changed.session_id AND g.seq = changed.seq AND g.part = changed.part
    )
    SELECT count(*) AS locked FROM locked`;
  if (Number(rows[0]?.locked) !== 1) throw new FenceLost(sessionId, epoch);
}
