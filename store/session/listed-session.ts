import type { SessionView } from "#protocol/session";
import { samplesToMs } from "#protocol/sound";
import { type SpokenText, spokenTitle, TITLE_SENTENCES } from "#protocol/spoken-title";
import { Prisma } from "../generated/client";
import { SESSION_COLUMNS, type SessionColumns, toSessionView } from "./session-view";

/** A session as lists of the owner's sessions show it. */
export type ListedSession = SessionView & {
  /** The session's sound, in ms. */
  readonly durationMs: number;
  readonly tags: readonly string[];
  /** The text that stands for the title of a session without one; null: nothing is spoken yet. */
  readonly spokenTitle: SpokenText | null;
};

export type ListedColumns = SessionColumns & {
  anchor: bigint;
  tags: string[];
  lastMs: number | null;
  firstSentences: SpokenText[] | null;
};

/** The columns of `ListedColumns`, of a table `s`. */
export const LISTED_COLUMNS = Prisma.sql`${SESSION_COLUMNS}, s.anchor, s.tags,
  (SELECT end_ms FROM segment WHERE session_id = s.id ORDER BY seq DESC, part DESC LIMIT 1) AS "lastMs",
  (SELECT jsonb_agg(jsonb_build_object('lang', g.lang, 'text', left(g.text, 200)) ORDER BY g.seq, g.part) FROM (
    SELECT * FROM segment WHERE session_id = s.id AND kind = 'speech' AND NOT open ORDER BY seq, part LIMIT ${TITLE_SENTENCES}
  ) g) AS "firstSentences"`;

export function toListedSession(row: ListedColumns): ListedSession {
  // The last segment may reach beyond the anchor.
  const durationMs = Math.max(samplesToMs(Number(row.anchor)), row.lastMs ?? 0);
  return { ...toSessionView(row), durationMs, tags: row.tags, spokenTitle: spokenTitle(row.firstSentences ?? []) };
}
