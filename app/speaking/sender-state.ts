import type { LimitName, Refusal } from "#protocol/refusal";
import type { Connection, RequestOf } from "../connection/connection";
import type { OutgoingOptions } from "./outgoing";

export type SenderOptions = OutgoingOptions & {
  readonly connection: Connection;
  readonly sessionId: string;
  /** The other fields of each `speak`. Called for each one. */
  readonly circumstances?: () => Pick<RequestOf<"speak">, "isPaused" | "isUnasked" | "isLeft">;
};

/** The reason why nothing can be sent at the moment. The sound is kept, and the sender tries again. */
export type Trouble =
  | { readonly kind: "reconnecting" }
  /** No recogniser is free. `place`: in the queue for the next one. */
  | { readonly kind: "no-capacity"; readonly place?: number }
  /** The mailbox is full, because the recogniser is behind. */
  | { readonly kind: "full" }
  | { readonly kind: "unavailable" }
  /** Another page speaks: sound that an earlier page left waits for it. */
  | { readonly kind: "occupied" }
  | { readonly kind: "too-many"; readonly limit: LimitName; readonly retryAfterSeconds: number | null };

/** The end of a sender. Nothing more happens. */
export type SenderEnd =
  /** Stopped as asked, with every chunk and the stop acknowledged. */
  | { readonly kind: "stopped" }
  /** Another page speaks now. */
  | { readonly kind: "superseded" }
  /** The session ended or failed. */
  | { readonly kind: "over" }
  /** The session was deleted, or is not ours. */
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export type SenderState = SenderProgress &
  (
    | { readonly kind: "connecting" }
    | { readonly kind: "speaking" }
    | Trouble
    | { readonly kind: "stopping"; readonly trouble: Trouble | null }
    | SenderEnd
  );

export type SenderProgress = {
  /** Milliseconds of sound that the gateway has not acknowledged. */
  readonly keptMs: number;
  /** Milliseconds of sound of this take that are lost for good: the transcript shows a gap of this length. */
  readonly lostMs: number;
  /** Milliseconds of sound of this take, sent or not. */
  readonly recordedMs: number;
  /** The session's clock at the beginning of this take, ms; null: the gateway has not given one. */
  readonly takeStartMs: number | null;
  /**
   * False if an hour is kept and the gateway accepts no sound, or if the sender has ended. `push` then ignores
   * sound, and the page pauses capture.
   */
  readonly accepting: boolean;
};

export const NOTHING_RECORDED: Omit<SenderProgress, "accepting"> = {
  keptMs: 0,
  lostMs: 0,
  recordedMs: 0,
  takeStartMs: null,
};

/** The next step of a sender once all requests in flight are answered. */
export type NextStep =
  | { readonly kind: "continue"; readonly expected: number; readonly credit: number }
  | { readonly kind: "speak-later"; readonly ms: number }
  | { readonly kind: "give-up-sound" }
  /** `arrived`: the last chunk of the old take that arrived; undefined: unknown. */
  | { readonly kind: "continue-session" | "new-take"; readonly arrived: number | undefined }
  | { readonly kind: "stop-without-take" };

/**
 * `down`: no connection. `opening`: `speak` is in flight. `open`: chunks go out. `draining`: a chunk was refused, so the
 * chunks behind it will be refused too, and only when all are answered is it clear where to continue. `pausing`: `speak`
 * follows when a timer ends.
 */
export type Phase =
  | { readonly kind: "down" | "opening" | "open" | "pausing" }
  | { readonly kind: "draining"; readonly then: NextStep };

/** The state machine of a sender. `SenderState` is what a page sees of it. */
export type Sending =
  | {
      readonly kind: "active";
      readonly phase: Phase;
      readonly trouble: Trouble | null;
      /** `asked`: the stop is in flight, behind the last chunk. */
      readonly stop: "no" | "wanted" | "asked";
      readonly accepting: boolean;
    }
  /** `end` null: the page closed it. */
  | { readonly kind: "closed"; readonly end: SenderEnd | null };
export type ActiveSending = Extract<Sending, { kind: "active" }>;

export const BEGUN: ActiveSending = {
  kind: "active",
  phase: { kind: "down" },
  trouble: null,
  stop: "no",
  accepting: true,
};

/** Free chunks before paused capture resumes; resuming earlier would stutter. */
const CHUNKS_FREE_TO_RESUME = 25;

/** Whether a sender takes more sound. @param room the chunks that can still be kept */
export function isAccepting({ accepting, trouble }: ActiveSending, room: number): boolean {
  if (!accepting) return room >= CHUNKS_FREE_TO_RESUME;
  // Without a connection the oldest sound gives way to the newest; without credit from the gateway, capture has to pause.
  return trouble === null || trouble.kind === "reconnecting" || room > 0;
}

/** Derives the state that a page sees. @param hasTake the gateway has given the sender a take */
export function toSenderState(
  { phase: _, trouble, stop, accepting }: ActiveSending,
  hasTake: boolean,
  amounts: Omit<SenderProgress, "accepting">,
): SenderState {
  const progress = { ...amounts, accepting };
  if (stop !== "no") return { kind: "stopping", trouble, ...progress };
  if (trouble) return { ...trouble, ...progress };
  return { kind: hasTake ? "speaking" : "connecting", ...progress };
}

const ENDS: ReadonlySet<SenderState["kind"]> = new Set(["stopped", "superseded", "over", "gone", "refused"]);

export function isEnd(state: SenderState): boolean {
  return ENDS.has(state.kind);
}

/** The budget for speech recognition is used up: trying again soon is of no use. */
export function isUsedUp(refusal: Trouble | Refusal): boolean {
  return refusal.kind === "too-many" && refusal.limit === "audio-minutes";
}

type Watched = { readonly subscribe: (listener: () => void) => () => void; readonly getSnapshot: () => SenderState };

/** Resolves with how a sender ended. */
export function untilEnd(sender: Watched): Promise<SenderState> {
  return untilState(sender, isEnd);
}

/** Resolves once the gateway has acknowledged all sound, or the sender has ended. */
export function untilSent(sender: Watched): Promise<SenderState> {
  return untilState(sender, (state) => state.keptMs === 0 || isEnd(state));
}

function untilState({ subscribe, getSnapshot }: Watched, isReached: (state: SenderState) => boolean) {
  return new Promise<SenderState>((resolve) => {
    const look = () => {
      const state = getSnapshot();
      if (!isReached(state)) return;
      unsubscribe();
      resolve(state);
    };
    const unsubscribe = subscribe(look);
    look();
  });
}

/** Whether the gateway has answered a `speak`. */
export function isAnswered({ kind }: SenderState): boolean {
  return kind !== "connecting" && kind !== "reconnecting";
}
