import type { SessionView } from "#protocol/session";
import { samplesToMs } from "#protocol/sound";
import { Prisma } from "../generated/client";
import { SESSION_COLUMNS, type SessionColumns, toSessionView } from "./session-view";

/** A session as lists of the owner's sessions show it. */
export type ListedSession = SessionView & {
  /** The session's sound, in ms. */
  readonly durationMs: number;
  readonly tags: readonly string[];
};

export type ListedColumns = SessionColumns & { anchor: bigint; tags: string[]; lastMs: number | null };

/** The columns of `ListedColumns`, of a table `s`. */
export const LISTED_COLUMNS = Prisma.sql`${SESSION_COLUMNS}, s.anchor, s.tags,
  (SELECT end_ms FROM segment WHERE session_id = s.id ORDER BY seq DESC, part DESC LIMIT 1) AS "lastMs"`;

export function toListedSession(row: ListedColumns): ListedSession {
  // The last segment may reach beyond the anchor.
  const durationMs = Math.max(samplesToMs(Number(row.anchor)), row.lastMs ?? 0);
  return { ...toSessionView(row), durationMs, tags: row.tags };
}
