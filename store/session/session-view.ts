import { FailureKind, isOpen, type SessionState, type SessionView } from "#protocol/session";
import { Prisma } from "../generated/client";

/** The columns of `session` that `toSessionView` needs, as PostgreSQL gives them. */
export type SessionColumns = {
  id: string;
  title: string;
  sourceLang: string;
  targetLangs: string[];
  state: SessionState;
  failure: string | null;
  createdAt: Date;
  endedAt: Date | null;
  pausedAt: Date | null;
};

/** The columns of `SessionColumns`. */
export const SESSION_COLUMNS = Prisma.sql`id, title, source_lang AS "sourceLang", target_langs AS "targetLangs", state::text,
  failure, created_at AS "createdAt", ended_at AS "endedAt", paused_at AS "pausedAt"`;

export function toSessionView(row: SessionColumns): SessionView {
  return {
    id: row.id,
    title: row.title,
    sourceLang: row.sourceLang,
    targetLangs: row.targetLangs,
    state: row.state,
    failure: row.failure === null ? null : FailureKind.parse(row.failure),
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    ...(row.pausedAt && isOpen(row.state) && { paused: true }),
  };
}
