import { samplesToMs } from "#protocol/sound";
import { database } from "../database";

/** The sum of an owner's sessions that began within one period. */
export type Spoken = { readonly sessions: number; readonly ms: number };

/**
 * Sums an owner's sessions by period. Each period ends where the next one begins, the last one now. A session counts in
 * the period in which it began; one without sound does not count.
 * @param begins in order, at least one
 * @returns null when there is no speech in these periods, or none before `before`
 */
export async function spokenSince(ownerId: string, begins: readonly Date[], before: Date): Promise<Spoken[] | null> {
  const rows = await database().$queryRaw<{ nth: number; sessions: number; samples: bigint; isOlder: boolean }[]>`
    SELECT width_bucket(created_at, ${begins.map((at) => at.toISOString())}::timestamptz[]) AS nth,
      count(*)::int AS sessions, sum(anchor)::bigint AS samples,
      EXISTS (SELECT 1 FROM session WHERE owner_id = ${ownerId} AND created_at <= ${before} AND state <> 'deleted' AND anchor > 0) AS "isOlder"
    FROM session WHERE owner_id = ${ownerId} AND created_at >= ${begins[0]} AND state <> 'deleted' AND anchor > 0
    GROUP BY nth`;
  if (!rows[0]?.isOlder) return null;
  return begins.map((_, index) => {
    const row = rows.find(({ nth }) => nth === index + 1);
    return { sessions: row?.sessions ?? 0, ms: samplesToMs(Number(row?.samples ?? 0)) };
  });
}
