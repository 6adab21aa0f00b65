import { samplesToMs } from "#protocol/sound";
import { database } from "../database";

/** What an owner's sessions that began in one stretch of time hold together. */
export type Spoken = { readonly sessions: number; readonly ms: number };

/**
 * What an owner spoke in each of these stretches, from its beginning to that of the next and in the last up to now. A
 * session counts where it began, one without sound nowhere. @param begins in order, at least one
 * @returns null when nothing was spoken in them, or nothing up to `before`
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
