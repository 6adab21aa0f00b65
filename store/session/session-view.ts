import { databaseNow } from "#platform/clocks";
import { Recording } from "#protocol/recording";
import {
  CONTINUABLE_MS,
  FailureKind,
  isOpen,
  type SessionState,
  type SessionView,
  type SoundState,
} from "#protocol/session";
import { samplesToMs } from "#protocol/sound";
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
  sound: SoundState | "none";
  soundEnd: bigint;
  recording: unknown;
};

/** The columns of `SessionColumns`. */
export const SESSION_COLUMNS = Prisma.sql`id, title, source_lang AS "sourceLang", target_langs AS "targetLangs", state::text,
  failure, created_at AS "createdAt", ended_at AS "endedAt", paused_at AS "pausedAt", sound::text, sound_end AS "soundEnd", recording`;

export function toSessionView(row: SessionColumns): SessionView {
  const continuableMs = leftToContinue(row);
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
    ...(continuableMs > 0 && { continuableMs }),
    ...(row.sound !== "none" && { sound: row.sound }),
    ...(row.recording !== null && { recording: Recording.parse(row.recording) }),
    ...(row.soundEnd > 0 && { soundMs: samplesToMs(Number(row.soundEnd)) }),
  };
}

/** The time left to continue the session, ms. It is only shown: `markContinued` decides. */
function leftToContinue({ state, endedAt, recording }: SessionColumns): number {
  if (state !== "ended" || !endedAt || recording !== null) return 0;
  const left = endedAt.getTime() + CONTINUABLE_MS - databaseNow().getTime();
  return Math.min(Math.max(Math.round(left), 0), CONTINUABLE_MS);
}
