import type { LimitName, Refusal } from "#protocol/refusal";

/**
 * `down`: no connection. `opening`: `speak` is on its way. `open`: chunks go out. `settling`: one was refused, and the
 * answers to the others are waited for. `pausing`: a timer runs, then `speak` again.
 */
export type Phase = "down" | "opening" | "open" | "settling" | "pausing" | "closed";

/** Why nothing can be sent at the moment. The sound is kept and it is tried again. */
export type Trouble =
  | { readonly kind: "reconnecting" }
  /** No recogniser is free. `place`: in the queue for the next one. */
  | { readonly kind: "no-capacity"; readonly place?: number }
  /** The recogniser is behind by all that the mailbox holds. */
  | { readonly kind: "full" }
  | { readonly kind: "unavailable" }
  | { readonly kind: "too-many"; readonly limit: LimitName; readonly retryAfterSeconds: number | null };

/** How it ended; nothing more happens. */
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

type SenderProgress = {
  /** Milliseconds of sound that the gateway has not acknowledged. */
  readonly keptMs: number;
  /** Milliseconds of sound of this take that are gone for good: a gap line shows them. */
  readonly lostMs: number;
  /** False: the 60 s are full and nobody takes them. Capture pauses; `push` takes nothing until it is true again. */
  readonly accepting: boolean;
};

const ENDS: ReadonlySet<SenderState["kind"]> = new Set(["stopped", "superseded", "over", "gone", "refused"]);

export function isEnd(state: SenderState): boolean {
  return ENDS.has(state.kind);
}

/** The budget for speech recognition is used up: trying again soon is of no use. */
export function isUsedUp(refusal: Trouble | Refusal): boolean {
  return refusal.kind === "too-many" && refusal.limit === "audio-minutes";
}

type Sending = { readonly subscribe: (listener: () => void) => () => void; readonly getSnapshot: () => SenderState };

/** Resolves with how a sender ended. */
export function untilEnd(sending: Sending): Promise<SenderState> {
  return untilState(sending, isEnd);
}

/** Resolves once the gateway has acknowledged all sound, or the sender has ended. */
export function untilSent(sending: Sending): Promise<SenderState> {
  return untilState(sending, (state) => state.keptMs === 0 || isEnd(state));
}

function untilState({ subscribe, getSnapshot }: Sending, isReached: (state: SenderState) => boolean) {
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
