import { z } from "zod";
import type { SessionView } from "#protocol/session";
import { samplesToMs } from "#protocol/sound";
import { database } from "./database";
import { toSessionView } from "./session-view";

export type ListedSession = SessionView & {
  /** Sound of the session, in ms. */
  readonly durationMs: number;
  readonly segments: number;
};

export type SessionPage = {
  readonly sessions: ListedSession[];
  /** What `before` has to be for the page that follows; null on the last one. */
  readonly next: string | null;
};

const Cursor = z
  .string()
  .regex(/^\d{1,15}_[A-Za-z0-9_-]{22}$/)
  .transform((text) => ({ at: new Date(Number(text.slice(0, -23))), id: text.slice(-22) }));

/** The owner's sessions, newest first. A `before` that is no cursor of ours gives the first page. */
export async function listSessions(query: { ownerId: string; before?: string; limit: number }): Promise<SessionPage> {
  const cursor = Cursor.safeParse(query.before ?? "").data;
  const older = cursor && {
    OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, id: { lt: cursor.id } }],
  };
  const rows = await database().session.findMany({
    where: { ownerId: query.ownerId, state: { not: "deleted" }, ...older },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit + 1,
    include: { segments: { orderBy: { seq: "desc" }, take: 1, select: { endMs: true } } },
  });
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    sessions: shown.map((row) => {
      const view = toSessionView(row);
      const durationMs = Math.max(samplesToMs(Number(row.anchor)), row.segments[0]?.endMs ?? 0);
      return { ...view, durationMs, segments: row.nextSeq - 1 };
    }),
    next: last ? `${last.createdAt.getTime()}_${last.id}` : null,
  };
}
