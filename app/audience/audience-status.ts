import type { SessionState } from "#protocol/session";
import { isOver } from "#protocol/session-over";
import type { SpeakerPresence } from "#protocol/share";
import type { Head } from "#protocol/transcript";
import type { ConnectionState } from "../connection/connection";

export type AudiencePill = {
  readonly look: "live" | "late" | "paused" | "ended" | "failed";
  readonly key:
    | "live"
    | "connecting"
    | "reconnecting"
    | "paused"
    | "away"
    | "retrying"
    | "waiting"
    | "ended"
    | "failed";
};

/** The notices over the older lines. They disappear by themselves. */
export type AudienceNotice = "offline" | "paused" | "away" | "retrying" | "waiting";

export type AudienceStatus = { readonly pill: AudiencePill; readonly notice: AudienceNotice | null };

type Situation = {
  readonly connection: ConnectionState;
  readonly session: SessionState;
  readonly speaker: SpeakerPresence;
  /** The session is paused, even if the speaker's page is gone. */
  readonly isPaused: boolean;
  readonly recogniser: Head["recogniser"];
  /** Whether there are lines yet. */
  readonly hasLines: boolean;
};

const LOOKS: Record<AudiencePill["key"], AudiencePill["look"]> = {
  live: "live",
  connecting: "paused",
  reconnecting: "late",
  paused: "paused",
  away: "late",
  retrying: "late",
  waiting: "paused",
  ended: "ended",
  failed: "failed",
};

/** The status that readers see: only the most important fact. */
export function audienceStatus(now: Situation): AudienceStatus {
  const { key, notice } = said(now);
  return { pill: { look: LOOKS[key], key }, notice };
}

function said({ connection, session, speaker, isPaused, recogniser, hasLines }: Situation): {
  key: AudiencePill["key"];
  notice: AudienceNotice | null;
} {
  if (isOver(session)) return { key: session === "failed" ? "failed" : "ended", notice: null };
  if (connection === "offline") return { key: "reconnecting", notice: "offline" };
  if (connection !== "connected") return { key: "connecting", notice: null };
  if (isPaused || speaker === "paused") return { key: "paused", notice: "paused" };
  if (session === "waiting") return { key: "waiting", notice: "waiting" };
  if (speaker === "away") return { key: "away", notice: "away" };
  if (recogniser === "retrying") return { key: "retrying", notice: "retrying" };
  // Before the first word the empty page shows this itself, so no notice is needed.
  if (speaker === null && !hasLines) return { key: "waiting", notice: null };
  return { key: "live", notice: null };
}
