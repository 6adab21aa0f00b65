import { database } from "../database";
import { Prisma } from "../generated/client";

/**
 * Every change of a session belongs to one room: its own row, its segments, or one language. `room_revs` stores per room
 * the revs of the last two changes. The UPDATE that increments `rev` writes it, so a change can name its predecessor.
 */
export const SESSION_ROOM = "session";
export const SEGMENTS_ROOM = "";

/** The assignments of an UPDATE of `session` that take the next rev for a change of `room`. */
export function takeRev(room: string): Prisma.Sql {
  return Prisma.sql`rev = rev + 1, room_revs = ${withChangeOf(room)}`;
}

/** As `takeRev`, for an UPDATE that changes `room` only under a condition. */
export function takeRevIf(condition: Prisma.Sql, room: string): Prisma.Sql {
  return Prisma.sql`rev = CASE WHEN ${condition} THEN rev + 1 ELSE rev END,
    room_revs = CASE WHEN ${condition} THEN ${withChangeOf(room)} ELSE room_revs END`;
}

function withChangeOf(room: string): Prisma.Sql {
  return Prisma.sql`room_revs || jsonb_build_object(${room}::text,
    jsonb_build_array(coalesce(room_revs->${room}::text->1, '0'), rev + 1))`;
}

/** For the RETURNING of such an UPDATE: the rev of the room's previous change. */
export function revBefore(room: string): Prisma.Sql {
  return Prisma.sql`(room_revs->${room}::text->>0)::int`;
}

/**
 * A stored change with its place in the order of its room. `after`: the rev of the room's previous change; null: not
 * known.
 */
export type Placed<T> = T & { readonly after: number | null };

/** The rev of each room's last change. */
export type RoomRevs = ReadonlyMap<string, number>;

export function toRoomRevs(column: unknown): RoomRevs {
  return new Map(Object.entries(column as Record<string, [number, number]>).map(([room, [, rev]]) => [room, rev]));
}

/** The rooms of several sessions, by the session's id. */
export async function readRoomRevs(sessionIds: readonly string[]): Promise<Map<string, RoomRevs>> {
  const rows = await database().session.findMany({
    where: { id: { in: [...sessionIds] } },
    select: { id: true, roomRevs: true },
  });
  return new Map(rows.map(({ id, roomRevs }) => [id, toRoomRevs(roomRevs)]));
}

/**
 * Takes `count` revs at once for changes of one room, at least one.
 * @returns the first of them, and the rev of the room's change before it
 */
export async function takeRevs(
  tx: Prisma.TransactionClient,
  sessionId: string,
  room: string,
  count: number,
): Promise<Placed<{ readonly first: number }>> {
  const rows = await tx.$queryRaw<{ first: number; after: number }[]>`
    WITH before AS (
      SELECT rev, coalesce((room_revs->${room}::text->>1)::int, 0) AS last FROM session WHERE id = ${sessionId} FOR UPDATE
    )
    UPDATE session SET rev = before.rev + ${count}::int, room_revs = room_revs || jsonb_build_object(${room}::text,
      jsonb_build_array(CASE WHEN ${count}::int > 1 THEN before.rev + ${count}::int - 1 ELSE before.last END, before.rev + ${count}::int))
    FROM before WHERE id = ${sessionId} RETURNING before.rev + 1 AS first, before.last AS after`;
  if (!rows[0]) throw new Error("the session disappeared under its lock");
  return rows[0];
}
