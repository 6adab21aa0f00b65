import { bySegmentOrder } from "#protocol/segment-id";
import { CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";
import type { Segment, Translation } from "#protocol/transcript";
import { database } from "../database";
import type { Run } from "../generated/client";
import { type Placed, SEGMENTS_ROOM, takeRevs } from "../session/room-revs";
import { isAtRest } from "../session/state-table";
import { type Move, type Moved, placesFor } from "./late-places";
import { type Transaction, toSegment, toSegmentId } from "./segment-changes";

/** What `placeLateRun` changed, in the order of its revs. */
export type PlacedLateRun = {
  readonly segments: readonly Placed<{ readonly segment: Segment }>[];
  readonly translations: readonly Placed<{ readonly translation: Translation }>[];
  /** How much longer the pause before the next sound of the session is than the session's clock shows, ms. */
  readonly clockBehindMs: number;
};

/**
 * Places the first late run of a session where it was said: it changes places with the sound and segments that were captured
 * after it, so the session's clock stays as long as it is. Takes the session from a worker that still serves it.
 * @returns null: nothing that a page shows has changed
 */
export async function placeLateRun(sessionId: string): Promise<PlacedLateRun | null> {
  return database().$transaction(
    async (tx) => {
      const reach = await lockAtRest(tx, sessionId);
      const runs = await tx.run.findMany({ where: { sessionId }, orderBy: { start: "asc" } });
      const late = runs.find((run) => run.late);
      if (reach === null || !late) return null;
      const move = moveOf(late, runs, reach);
      const moved = move && (await placesIn(tx, sessionId, move));
      if (!moved || !(await isSoundCutAt(tx, sessionId, move))) {
        // There is no other place for it.
        await tx.run.updateMany({ where: { sessionId, start: late.start }, data: { late: false } });
        return null;
      }
      if ((await tx.segment.count({ where: { sessionId, open: true } })) > 0) return null;
      await tx.session.update({ where: { id: sessionId }, data: { epoch: { increment: 1 } } });
      await moveSamples(tx, sessionId, move);
      const segments = await moveSegments(tx, sessionId, moved);
      const translations = await moveTranslations(tx, sessionId, moved);
      const isLast = runs.at(-1) === late;
      return { segments, translations, clockBehindMs: isLast ? samplesToMs(move.to - move.from) : 0 };
    },
    { timeout: 60_000 },
  );
}

/** Locks a session at rest. @returns the sample after its last sound; null: it is not at rest, or deleted */
async function lockAtRest(tx: Transaction, sessionId: string): Promise<number | null> {
  const rows = await tx.$queryRaw<{ reach: bigint }[]>`
    SELECT GREATEST(anchor, sound_end) AS reach FROM session
    WHERE id = ${sessionId} AND ${isAtRest()} FOR UPDATE`;
  return rows[0] ? Math.ceil(Number(rows[0].reach) / CHUNK_SAMPLES) * CHUNK_SAMPLES : null;
}

/** @param runs of the session, in order @returns null: no sound before the run was captured after it */
function moveOf(late: Run, runs: readonly Run[], reach: number): Move | null {
  const passed = runs.find((run) => run.start < late.start && run.capturedAt > late.capturedAt);
  const next = runs.find((run) => run.start > late.start);
  const [from, to] = [Number(late.start), next ? Number(next.start) : reach];
  return passed && to > from ? { place: Number(passed.start), from, to } : null;
}

async function placesIn(tx: Transaction, sessionId: string, move: Move): Promise<Moved[] | null> {
  const segments = await tx.segment.findMany({
    where: { sessionId, startMs: { gte: samplesToMs(move.place), lte: samplesToMs(move.to) } },
    orderBy: [{ seq: "asc" }, { part: "asc" }],
    select: { seq: true, part: true, startMs: true, pauseMs: true },
  });
  const [first] = segments;
  if (!first) return null;
  const { seq, part } = first;
  const before = {
    where: { sessionId, OR: [{ seq: { lt: seq } }, { seq, part: { lt: part } }] },
    orderBy: [{ seq: "desc" as const }, { part: "desc" as const }],
    select: { seq: true, part: true },
  };
  // Of removed ones too: their places are not given again.
  const both = [await tx.segment.findFirst(before), await tx.removedSegment.findFirst(before)];
  const last = both
    .filter((one) => one !== null)
    .sort(bySegmentOrder)
    .at(-1);
  return placesFor(segments, last ?? null, move);
}

/** Whether no part of the stored sound reaches over one of the three cuts. A part that does cannot be moved. */
async function isSoundCutAt(tx: Transaction, sessionId: string, { place, from, to }: Move): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM sound_part p, unnest(${[place, from, to]}::bigint[]) AS cut (at)
    WHERE p.session_id = ${sessionId} AND p.first < cut.at AND p.first + p.samples > cut.at LIMIT 1`;
  return rows.length === 0;
}

/** Swaps the late run with the sound before it, in the runs and the stored sound. */
async function moveSamples(tx: Transaction, sessionId: string, { place, from, to }: Move): Promise<void> {
  await tx.run.updateMany({ where: { sessionId, start: from }, data: { late: false } });
  // In two steps: no two rows of a session may begin at one sample, not even in the middle of a statement.
  await tx.$executeRaw`
    UPDATE run SET start = -1 - start - CASE WHEN start < ${from}::bigint THEN ${to - from}::bigint ELSE ${place - from}::bigint END
    WHERE session_id = ${sessionId} AND start >= ${place}::bigint AND start < ${to}::bigint`;
  await tx.$executeRaw`UPDATE run SET start = -1 - start WHERE session_id = ${sessionId} AND start < 0`;
  await tx.$executeRaw`
    UPDATE sound_part SET first = -1 - first - CASE WHEN first < ${from}::bigint THEN ${to - from}::bigint ELSE ${place - from}::bigint END
    WHERE session_id = ${sessionId} AND first >= ${place}::bigint AND first < ${to}::bigint`;
  await tx.$executeRaw`UPDATE sound_part SET first = -1 - first WHERE session_id = ${sessionId} AND first < 0`;
}

/**
 * Gives segments their new places, times and revs, and takes away the pauses that are filled. A place that is left gets a tombstone,
 * so that pages drop its segment.
 */
async function moveSegments(tx: Transaction, sessionId: string, moved: readonly Moved[]) {
  const leaving = moved.filter((one) => isRenumbered(one) || one.pauseMs === 0);
  const staying = moved.filter((one) => one.pauseMs !== 0);
  const { first, after } = await takeRevs(tx, sessionId, SEGMENTS_ROOM, leaving.length + staying.length);
  const placed = staying.map((one, index) => ({ ...one, rev: first + leaving.length + index }));
  const rows = JSON.stringify(placed);
  await tx.segment.deleteMany({
    where: { sessionId, OR: moved.filter((one) => one.pauseMs === 0).map(({ seq, part }) => ({ seq, part })) },
  });
  // Their revs come first: a page drops a segment before it gets it at its new place.
  const tombstones = leaving.map(({ seq, part }, index) => ({ sessionId, seq, part, rev: first + index }));
  await tx.removedSegment.createMany({ data: tombstones });
  // Segments get new revs with the same text: a translation of the present text stays one.
  await tx.$executeRaw`
    WITH moved AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
        AS m (seq int, part int, "toSeq" int, "toPart" int, by int, "pauseMs" int, rev int)
    ), valid AS (
      UPDATE translation t SET source_rev = m.rev FROM moved m JOIN segment g
        ON g.session_id = ${sessionId} AND g.seq = m.seq AND g.part = m.part
      WHERE t.session_id = g.session_id AND t.seq = g.seq AND t.part = g.part AND t.source_rev >= g.rev
    )
    SELECT 1`;
  await tx.$executeRaw`
    UPDATE segment g SET seq = m."toSeq", part = m."toPart", rev = m.rev, pause_ms = m."pauseMs",
      start_ms = g.start_ms + m.by, end_ms = g.end_ms + m.by,
      words = CASE WHEN m.by <> 0 AND jsonb_typeof(g.words) = 'array' THEN (
        SELECT jsonb_agg(w.word || jsonb_build_object(
          'startMs', (w.word->>'startMs')::int + m.by, 'endMs', (w.word->>'endMs')::int + m.by) ORDER BY w.at)
        FROM jsonb_array_elements(g.words) WITH ORDINALITY AS w (word, at)) ELSE g.words END
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS m (seq int, part int, "toSeq" int, "toPart" int, by int, "pauseMs" int, rev int)
    WHERE g.session_id = ${sessionId} AND g.seq = m.seq AND g.part = m.part`;
  const stored = await tx.segment.findMany({
    where: { sessionId, rev: { gte: first + leaving.length } },
    orderBy: { rev: "asc" },
  });
  const nothing = { kind: "speech" as const, text: "", startMs: 0, endMs: 0, confidence: null, removed: true as const };
  const lang = stored[0]?.lang ?? "";
  const segments: Segment[] = [
    ...tombstones.map(({ rev, ...id }) => ({ ...toSegmentId(id), rev, lang, ...nothing })),
    ...stored.map(toSegment),
  ];
  return segments.map((segment) => ({ segment, after: segment.rev === first ? after : segment.rev - 1 }));
}

/** Gives new revs to the translations of renumbered segments, which the database has moved with them, so that pages get them. */
async function moveTranslations(tx: Transaction, sessionId: string, moved: readonly Moved[]) {
  const places = moved.filter(isRenumbered).map(({ toSeq: seq, toPart: part }) => ({ seq, part }));
  const rows = await tx.translation.findMany({ where: { sessionId, OR: places } });
  const told: Placed<{ readonly translation: Translation }>[] = [];
  for (const lang of new Set(rows.map((row) => row.lang))) {
    const ofLang = rows.filter((row) => row.lang === lang).sort(bySegmentOrder);
    const { first, after } = await takeRevs(tx, sessionId, lang, ofLang.length);
    for (const [index, { seq, part, text, sourceRev, unknownWords, human }] of ofLang.entries()) {
      const rev = first + index;
      await tx.translation.update({
        where: { sessionId_seq_part_lang: { sessionId, seq, part, lang } },
        data: { rev },
      });
      const translation = {
        ...toSegmentId({ seq, part }),
        lang,
        rev,
        text,
        sourceRev,
        unknownWords,
        ...(human && { human }),
      };
      told.push({ translation, after: index === 0 ? after : rev - 1 });
    }
  }
  return told;
}

function isRenumbered({ seq, part, toSeq, toPart }: Moved): boolean {
  return seq !== toSeq || part !== toPart;
}
