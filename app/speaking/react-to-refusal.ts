import type { Refusal } from "#protocol/refusal";
import { UNDER_WAY_CHUNKS } from "./kept-sound";
import { type ActiveSending, isUsedUp, type NextStep, type SenderEnd, type Trouble } from "./sender-state";

/** A sender's reaction to a refusal: its end, or a change to a state that takes a next step once all requests in flight are answered. */
export type Reaction =
  | { readonly kind: "end"; readonly end: SenderEnd }
  | { readonly kind: "go-on"; readonly change: Pick<ActiveSending, "phase"> & { readonly trouble?: Trouble } };

/** The facts that a sender has learnt from earlier answers. */
export type Known = {
  /** The gateway is of a later protocol version than this page. */
  readonly isOutdated: boolean;
  /** The sound that the gateway did not take was declared lost. */
  readonly hasGivenUp: boolean;
  /** The sender has tried to continue a session that was over, for sound that came after its end. */
  readonly hasContinued: boolean;
  /** This sender has continued the session. */
  readonly isRevived: boolean;
  /** Its sound is of a take of an earlier page, which the gateway has not given to this sender. */
  readonly isLeft: boolean;
  /** The refusal is of sound in Opus; from now on it goes as PCM. */
  readonly hasRefusedOpus: boolean;
};

export const NOTHING_KNOWN: Known = {
  isOutdated: false,
  hasGivenUp: false,
  hasContinued: false,
  isRevived: false,
  isLeft: false,
  hasRefusedOpus: false,
};

/** @param waiting the chunks that are not acknowledged */
export function reactTo(
  refusal: Refusal,
  { stop }: ActiveSending,
  { isOutdated, hasGivenUp, hasContinued, isLeft, hasRefusedOpus }: Known,
  waiting: number,
): Reaction {
  switch (refusal.kind) {
    case "expected":
      return goOn({ kind: "continue", expected: refusal.expected, credit: refusal.credit });
    case "full":
    case "no-capacity":
    case "unavailable":
    case "too-many":
      if (stop !== "no" && isUsedUp(refusal)) return goOn({ kind: "give-up-sound" }, refusal);
      return goOn({ kind: "speak-later", ms: pauseMs(refusal) }, refusal);
    case "not-speaking":
      return goOn(hasGivenUp ? { kind: "stop-without-take" } : { kind: "speak-later", ms: pauseMs(refusal) });
    case "occupied":
      return goOn({ kind: "speak-later", ms: OCCUPIED_MS }, refusal);
    case "superseded":
      // No page speaks in the take whose sound was left: it gets a take of its own.
      if (isLeft) return goOn({ kind: "new-take", arrived: refusal.arrived });
      return { kind: "end", end: { kind: "superseded" } };
    case "over":
      if (!hasContinued && waiting >= UNDER_WAY_CHUNKS && stop !== "asked")
        return goOn({ kind: "continue-session", arrived: refusal.arrived });
      // The session may be over because of this sender's own stop, whose answer was lost.
      return { kind: "end", end: { kind: stop === "asked" ? "stopped" : "over" } };
    case "not-found":
      return { kind: "end", end: { kind: "gone" } };
    case "invalid":
      if (hasRefusedOpus) return goOn({ kind: "speak-later", ms: PAUSE_MS });
      // An outdated page keeps its sound and tries again until it is reloaded.
      if (isOutdated) return goOn({ kind: "speak-later", ms: pauseMs(refusal) }, { kind: "unavailable" });
      return { kind: "end", end: { kind: "refused", refusal } };
    default:
      return { kind: "end", end: { kind: "refused", refusal } };
  }
}

function goOn(then: NextStep, trouble?: Trouble): Reaction {
  return { kind: "go-on", change: { phase: { kind: "draining", then }, ...(trouble && { trouble }) } };
}

const PAUSE_MS = 1_000;
const OCCUPIED_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;

/** The milliseconds to wait before a refused request is tried again. */
function pauseMs(refusal: Refusal): number {
  const asked = refusal.kind === "too-many" ? (refusal.retryAfterSeconds ?? 0) * 1_000 : 0;
  return Math.min(Math.max(PAUSE_MS, asked), LONGEST_PAUSE_MS);
}
