import type { Refusal } from "#protocol/refusal";
import type { SessionState } from "#protocol/session";
import { KEPT_SAMPLES, SAMPLE_RATE } from "#protocol/sound";
import type { ConnectionState } from "../connection/connection";
import type { MicrophoneDevice } from "../microphone/microphone";
import type { MicrophoneProblem } from "../microphone/microphone-problem";
import type { PageSpeakerState } from "../speaking/page-speaker-state";

export type PillLook = "live" | "late" | "paused" | "ended" | "failed";

export type PillKey =
  | "live"
  | "connecting"
  | "reconnecting"
  | "paused"
  | "retrying"
  | "noCapacity"
  | "elsewhere"
  | "noSound"
  | "stopping"
  | "waitingForSpeaker"
  | "ended"
  | "failed"
  | "deleted";

export type LiveNotice =
  | { readonly kind: "offline" }
  /** `keptSeconds`: sound that this page could not send before another page took over. It follows when no page speaks. */
  | { readonly kind: "elsewhere"; readonly keptSeconds: number }
  | { readonly kind: "microphone"; readonly problem: MicrophoneProblem["kind"] }
  /** One of two sources is not heard. */
  | { readonly kind: "partial"; readonly problem: MicrophoneProblem["kind"] }
  | { readonly kind: "returned"; readonly device: MicrophoneDevice }
  /** `unstored`: the sound is lost if the page goes. */
  | { readonly kind: "reconnecting" | "losing"; readonly keptSeconds: number; readonly unstored: boolean }
  | { readonly kind: "queued"; readonly place: number }
  | { readonly kind: "full" | "no-recogniser" | "retrying" | "paused" | "unheard" | "changed" | "unstored" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export type LiveStatus = {
  readonly pill: { readonly look: PillLook; readonly key: PillKey };
  /** The one fact that the person must know now. Null: none, or the session is over. */
  readonly notice: LiveNotice | null;
};

/** The most that a page keeps. */
export const KEPT_SECONDS = KEPT_SAMPLES / SAMPLE_RATE;

type Situation = {
  readonly session: SessionState;
  readonly connection: ConnectionState;
  readonly recogniser: "ok" | "retrying";
  /** The session is paused, whichever page paused it. */
  readonly isPaused: boolean;
  readonly speaker: PageSpeakerState;
};

const LOOKS: Record<PillKey, PillLook> = {
  live: "live",
  connecting: "paused",
  reconnecting: "late",
  paused: "paused",
  retrying: "late",
  noCapacity: "late",
  elsewhere: "paused",
  noSound: "late",
  stopping: "paused",
  waitingForSpeaker: "paused",
  ended: "ended",
  failed: "failed",
  deleted: "ended",
};

/** The status that the page shows: only the most important fact. */
export function liveStatus(now: Situation): LiveStatus {
  const { key, notice } = over(now) ?? (now.speaker.mode === "speaking" ? speaking(now) : reading(now));
  return { pill: { look: LOOKS[key], key }, notice };
}

type Said = { readonly key: PillKey; readonly notice: LiveNotice | null };

function over({ session, speaker }: Situation): Said | null {
  if (session === "deleted") return { key: "deleted", notice: null };
  if (session === "failed") return { key: "failed", notice: null };
  if (session === "ended") return { key: "ended", notice: null };
  if (session === "ending" || speaker.stopping) {
    const cut = speaker.sender?.kind === "stopping" && speaker.sender.trouble?.kind === "reconnecting";
    if (cut) return { key: "reconnecting", notice: cutOff(speaker) };
    return { key: "stopping", notice: null };
  }
  return null;
}

function speaking({ connection, recogniser, speaker }: Situation): Said {
  const { sender, microphone, problem } = speaker;
  if (sender?.kind === "refused") return { key: "noSound", notice: { kind: "refused", refusal: sender.refusal } };
  if (problem && microphone !== "paused") return { key: "noSound", notice: { kind: "microphone", problem } };
  if (connection === "offline" || sender?.kind === "reconnecting")
    return { key: "reconnecting", notice: cutOff(speaker) };
  if (microphone === "paused") return { key: "paused", notice: { kind: "paused" } };
  if (sender?.kind === "no-capacity" && sender.place !== undefined)
    return { key: "noCapacity", notice: { kind: "queued", place: sender.place } };
  switch (sender?.kind) {
    case "no-capacity":
      return { key: "noCapacity", notice: { kind: "no-recogniser" } };
    case "full":
    case "unavailable":
      return { key: "noCapacity", notice: { kind: "full" } };
    case "too-many":
      return { key: "noCapacity", notice: { kind: "refused", refusal: sender } };
    case undefined:
    case "connecting":
      return { key: "connecting", notice: null };
  }
  if (recogniser === "retrying") return { key: "retrying", notice: { kind: "retrying" } };
  if (microphone !== "open") return { key: "connecting", notice: null };
  if (speaker.partialProblem) return { key: "live", notice: { kind: "partial", problem: speaker.partialProblem } };
  if (speaker.unheard) return { key: "live", notice: { kind: "unheard" } };
  if (speaker.returned) return { key: "live", notice: { kind: "returned", device: speaker.returned } };
  if (speaker.changed) return { key: "live", notice: { kind: "changed" } };
  return { key: "live", notice: speaker.unstored ? { kind: "unstored" } : null };
}

function reading({ session, connection, isPaused, speaker }: Situation): Said {
  if (speaker.mode === "undecided") return { key: isPaused ? "paused" : "connecting", notice: null };
  const spoken: PillKey =
    speaker.mode === "elsewhere" ? "elsewhere" : session === "waiting" ? "waitingForSpeaker" : "live";
  if (connection === "offline") return { key: "reconnecting", notice: { kind: "offline" } };
  if (isPaused) return { key: "paused", notice: { kind: "paused" } };
  if (speaker.mode !== "elsewhere") return { key: spoken, notice: null };
  return { key: spoken, notice: { kind: "elsewhere", keptSeconds: keptSecondsOf(speaker) } };
}

function cutOff({ sender, unstored }: PageSpeakerState): LiveNotice {
  const keptSeconds = keptSecondsOf({ sender });
  const full = sender !== null && (!sender.accepting || sender.lostMs > 0 || keptSeconds >= KEPT_SECONDS);
  return { kind: full ? "losing" : "reconnecting", keptSeconds, unstored };
}

function keptSecondsOf({ sender }: Pick<PageSpeakerState, "sender">): number {
  return Math.floor((sender?.keptMs ?? 0) / 1_000);
}
