import type { Segment, Word } from "#protocol/transcript";
import { database } from "../database";
import { FenceLost } from "../fence-lost";
import { Prisma } from "../generated/client";
import { type Placed, revBefore, SEGMENTS_ROOM, takeRev } from "../session/room-revs";
import { IS_NOT_OVER, STATES_NOT_OVER } from "../session/state-table";
import { toSegment } from "./segment-changes";

export type NewSegment = Omit<Segment, "rev"> & {
  readonly sessionId: string;
  readonly epoch: number;
  /** Samples: once this segment is stored, all words before the anchor are stored. */
  readonly anchor: number;
  readonly words: readonly Word[] | null;
  /** The recogniser's spelling, where `text` differs from it and `words` is null. */
  readonly engineText: string | null;
};

/** The segment's rev, and the languages in which its translations are owed once it is closed. */
export type Committed = {
  readonly rev: number;
  readonly targetLangs: readonly string[];
  /** After a lost reply: the stored segment, which a human may have changed since. */
  readonly stored?: Segment;
};

/**
 * Stores a segment, or the first piece of an open one, in one statement: checks the fence, takes the `seq`, moves the anchor
 * and, if the segment is closed, records the translations that are owed. Safe to repeat after a lost reply: the row that is
 * already stored is found by epoch and end. Written in SQL, because an ORM's conditional update may read first and write
 * second (prisma#8612).
 * @returns the segment's rev, the rev of the change before it, and the languages in which its translations are owed
 * @throws FenceLost
 */
export async function commitSegment(segment: NewSegment): Promise<Placed<Committed>> {
  const isOpen = segment.open ?? false;
  const rows = await database().$queryRaw<Placed<Committed>[]>`
    WITH fence AS (
      UPDATE session
      SET next_seq = next_seq + 1, ${progressOf(segment)}
      WHERE id = ${segment.sessionId} AND epoch = ${segment.epoch} AND next_seq = ${segment.seq}
        AND ${IS_NOT_OVER}
      RETURNING id, rev, ${revBefore(SEGMENTS_ROOM)} AS after, target_langs, shelf
    ), stored AS (
      INSERT INTO segment
        (session_id, seq, kind, text, lang, start_ms, end_ms, words, heard, confidence, epoch, open, rev, shelf,
          pause_ms)
      SELECT id, ${segment.seq}::int, ${segment.kind}::segment_kind, ${segment.text}, ${segment.lang},
        ${segment.startMs}::int, ${segment.endMs}::int, ${jsonOf(segment.words)}::jsonb, ${segment.engineText},
        ${segment.confidence}::float8, ${segment.epoch}::int, ${isOpen}, rev, shelf,
        ${segment.pauseMs ?? null}::int
      FROM fence
    ), owed AS (
      INSERT INTO untranslated (session_id, seq, lang)
      SELECT id, ${segment.seq}::int, unnest(target_langs) FROM fence WHERE ${segment.kind} = 'speech' AND NOT ${isOpen}
    )
    SELECT rev, after, target_langs AS "targetLangs" FROM fence`;
  return rows[0] ?? { ...(await ownSegment(segment)), after: null };
}

/** `interrupted`: a human closed or removed the segment meanwhile, and the piece belongs to a new one. */
export type Extended = ({ readonly kind: "extended" } & Placed<Committed>) | { readonly kind: "interrupted" };

/**
 * Stores the next piece of an open segment in one statement: the segment's text with that piece and, if the piece closes it,
 * the translations that are owed. It locks the session before the segment, as everywhere: a human's change is either visible
 * or comes after. Safe to repeat after a lost reply: the epoch and the number of pieces identify the row. If a human has
 * removed the segment meanwhile, it is unknown whether the piece was part of it, and the session is claimed anew.
 * @param piece 2 for the second piece of the segment, and so on
 * @param isRepeated it may be stored already
 * @throws FenceLost
 */
export async function extendSegment(segment: NewSegment, piece: number, isRepeated = false): Promise<Extended> {
  const isOpen = segment.open ?? false;
  const rows = await database().$queryRaw<Placed<Committed>[]>`
    WITH locked AS (
      SELECT id FROM session WHERE id = ${segment.sessionId} AND epoch = ${segment.epoch}
        AND ${IS_NOT_OVER} FOR NO KEY UPDATE
    ), locked_segment AS MATERIALIZED (
      SELECT g.seq FROM segment g JOIN locked ON locked.id = g.session_id
      WHERE g.seq = ${segment.seq} AND g.part = 0 AND g.open AND g.pieces = ${piece - 1} FOR UPDATE OF g
    ), counted AS (
      UPDATE session SET ${progressOf(segment)}
      WHERE id = ${segment.sessionId} AND (SELECT count(*) FROM locked_segment) = 1
      RETURNING id, rev, ${revBefore(SEGMENTS_ROOM)} AS after, target_langs
    ), stored AS (
      UPDATE segment g SET text = ${segment.text}, end_ms = ${segment.endMs}::int, words = ${jsonOf(segment.words)}::jsonb,
        heard = ${segment.engineText}, confidence = ${segment.confidence}::float8, epoch = ${segment.epoch}::int,
        open = ${isOpen}, pieces = ${piece}::int, rev = counted.rev
      FROM counted WHERE g.session_id = counted.id AND g.seq = ${segment.seq} AND g.part = 0
    ), owed AS (
      INSERT INTO untranslated (session_id, seq, lang)
      SELECT id, ${segment.seq}::int, unnest(target_langs) FROM counted WHERE NOT ${isOpen}
    )
    SELECT rev, after, target_langs AS "targetLangs" FROM counted`;
  if (rows[0]) return { kind: "extended", ...rows[0] };
  const own = await findOwn(segment, { pieces: { gte: piece } });
  if (own) return { kind: "extended", ...own, after: null };
  await checkFence(segment);
  if (isRepeated && (await isRemoved(segment))) throw new FenceLost(segment.sessionId, segment.epoch);
  return { kind: "interrupted" };
}

/** The columns of the session that every piece changes. */
function progressOf({ kind, lang, anchor }: NewSegment): Prisma.Sql {
  return Prisma.sql`${takeRev(SEGMENTS_ROOM)}, failures = 0,
    anchor = GREATEST(anchor, ${anchor}::bigint),
    other_langs = CASE WHEN ${kind} <> 'speech' OR ${lang} = source_lang OR ${lang} = ANY(other_langs)
      THEN other_langs ELSE other_langs || ${lang}::text END`;
}

function jsonOf(words: readonly Word[] | null): string | null {
  return words === null ? null : JSON.stringify(words);
}

/** @throws FenceLost when this epoch stored no such segment */
async function ownSegment(segment: NewSegment): Promise<Committed> {
  const own = await findOwn(segment, { endMs: segment.endMs });
  if (!own) throw new FenceLost(segment.sessionId, segment.epoch);
  return own;
}

async function findOwn(
  { sessionId, seq, epoch }: NewSegment,
  as: Prisma.SegmentWhereInput,
): Promise<Committed | undefined> {
  const include = { session: { select: { targetLangs: true } } };
  const row = await database().segment.findFirst({ where: { sessionId, seq, part: 0, epoch, ...as }, include });
  return row ? { rev: row.rev, targetLangs: row.session.targetLangs, stored: toSegment(row) } : undefined;
}

async function isRemoved({ sessionId, seq }: NewSegment): Promise<boolean> {
  return (await database().segment.count({ where: { sessionId, seq, part: 0 } })) === 0;
}

/** @throws FenceLost when another worker has the session, or it is over */
async function checkFence({ sessionId, epoch }: NewSegment): Promise<void> {
  const state = { in: [...STATES_NOT_OVER] };
  const ours = await database().session.count({ where: { id: sessionId, epoch, state } });
  if (ours === 0) throw new FenceLost(sessionId, epoch);
}

/**
 * Moves the anchor over sound that holds no speech. It proves progress, so it resets the failures.
 * @param anchor samples
 * @throws FenceLost
 */
export async function moveAnchor(sessionId: string, epoch: number, anchor: number): Promise<void> {
  const moved = await database().$executeRaw`
    UPDATE session SET anchor = GREATEST(anchor, ${anchor}::bigint), failures = 0
    WHERE id = ${sessionId} AND epoch = ${epoch} AND ${IS_NOT_OVER}`;
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
    WHERE id = ${sessionId} AND epoch = ${epoch} AND ${IS_NOT_OVER}
    RETURNING failures`;
  if (!rows[0]) throw new FenceLost(sessionId, epoch);
  return rows[0].failures;
}
