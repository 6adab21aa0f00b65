import type { Segment, Word } from "#protocol/transcript";
import { database } from "./database";
import type { Prisma } from "./generated/client";
import { LINES_ROOM, type Placed, revBefore, withChangeOf } from "./room-revs";

/** The epoch is no longer ours, or the session is over: whoever gets this must stop at once. */
export class FenceLost extends Error {
  override readonly name = "FenceLost";

  constructor(sessionId: string, epoch: number) {
    super(`session ${sessionId} is no longer served by epoch ${epoch}`);
  }
}

export type NewSegment = Omit<Segment, "rev"> & {
  readonly sessionId: string;
  readonly epoch: number;
  /** Samples: everything said before it is stored once this segment is. */
  readonly anchor: number;
  readonly words: readonly Word[] | null;
  /** As the recogniser wrote it, where `text` is not that and `words` is null. */
  readonly heard: string | null;
};

/** The segment's rev, and the languages that it is owed in. */
export type Committed = { readonly rev: number; readonly targetLangs: readonly string[] };

/**
 * Stores a segment with the translations it is owed, takes its `seq` and moves the anchor in one statement, whose first act is the
 * fence. Safe to repeat after a lost reply: a row that is already ours is found by epoch and end.
 * Written in SQL because an ORM's conditional update may read first and write second (prisma#8612).
 * @returns the segment's rev and that of the change of the lines before it, and the languages it is owed in
 * @throws FenceLost
 */
export async function commitSegment(segment: NewSegment): Promise<Placed<Committed>> {
  const words = segment.words === null ? null : JSON.stringify(segment.words);
  const rows = await database().$queryRaw<Placed<Committed>[]>`
    WITH fence AS (
      UPDATE session
      SET next_seq = next_seq + 1, rev = rev + 1, room_revs = ${withChangeOf(LINES_ROOM)},
        failures = 0, anchor = GREATEST(anchor, ${segment.anchor}::bigint),
        other_langs = CASE WHEN ${segment.kind} <> 'speech' OR ${segment.lang} = source_lang OR ${segment.lang} = ANY(other_langs)
          THEN other_langs ELSE other_langs || ${segment.lang}::text END
      WHERE id = ${segment.sessionId} AND epoch = ${segment.epoch} AND next_seq = ${segment.seq}
        AND state IN ('live', 'waiting', 'ending')
      RETURNING id, rev, ${revBefore(LINES_ROOM)} AS after, target_langs, shelf
    ), stored AS (
      INSERT INTO segment
        (session_id, seq, kind, text, lang, start_ms, end_ms, words, heard, confidence, epoch, rev, shelf)
      SELECT id, ${segment.seq}::int, ${segment.kind}::segment_kind, ${segment.text}, ${segment.lang},
        ${segment.startMs}::int, ${segment.endMs}::int, ${words}::jsonb, ${segment.heard}, ${segment.confidence}::float8,
        ${segment.epoch}::int, rev, shelf
      FROM fence
    ), owed AS (
      INSERT INTO untranslated (session_id, seq, lang)
      SELECT id, ${segment.seq}::int, unnest(target_langs) FROM fence WHERE ${segment.kind} = 'speech'
    )
    SELECT rev, after, target_langs AS "targetLangs" FROM fence`;
  return rows[0] ?? { ...(await ownSegment(segment)), after: null };
}

async function ownSegment(segment: NewSegment): Promise<Committed> {
  const ours: Prisma.SegmentWhereInput = {
    sessionId: segment.sessionId,
    seq: segment.seq,
    part: 0,
    epoch: segment.epoch,
    endMs: segment.endMs,
  };
  const select = { rev: true, session: { select: { targetLangs: true } } };
  const row = await database().segment.findFirst({ where: ours, select });
  if (!row) throw new FenceLost(segment.sessionId, segment.epoch);
  return { rev: row.rev, targetLangs: row.session.targetLangs };
}

/**
 * Moves the anchor over sound that holds no speech. It proves progress, so it resets the failures.
 * @param anchor samples
 * @throws FenceLost
 */
export async function moveAnchor(sessionId: string, epoch: number, anchor: number): Promise<void> {
  const moved = await database().$executeRaw`
    UPDATE session SET anchor = GREATEST(anchor, ${anchor}::bigint), failures = 0
    WHERE id = ${sessionId} AND epoch = ${epoch} AND state IN ('live', 'waiting', 'ending')`;
  if (moved !== 1) throw new FenceLost(sessionId, epoch);
}

/**
 * Counts an engine's failure without progress.
 * @returns failures since the last progress
 * @throws FenceLost
 */
export async function countFailure(sessionId: string, epoch: number): Promise<number> {
  const rows = await database().$queryRaw<{ failures: number }[]>`
    UPDATE session SET failures = failures + 1
    WHERE id = ${sessionId} AND epoch = ${epoch} AND state IN ('live', 'waiting', 'ending')
    RETURNING failures`;
  if (!rows[0]) throw new FenceLost(sessionId, epoch);
  return rows[0].failures;
}
