import type { Close } from "./closing";
import type { PlacedWord } from "./proof";
import type { SegmentEnd } from "./sentence-end";
import type { SpokenWord } from "./words";

/** What settled words: `final`: the engine did, in the middle of a phrase. */
export type SettlingReason = Close["by"] | "final";

/** One step of the open segment: words that are settled now, or its end, or both. Times are ms of sound. */
export type SettledPiece = {
  /** Tells the segments of this policy apart: 1, 2, 3 ... */
  readonly ordinal: number;
  /** What is settled now; empty where it only ends. */
  readonly added: readonly PlacedWord[];
  /** All settled words of the segment, these included. */
  readonly words: readonly PlacedWord[];
  /** What the last final was spoken in, which may be another language than the one that the session began with. */
  readonly lang: string;
  readonly startMs: number;
  readonly endMs: number;
  /** A sentence begins with the segment. */
  readonly opens: boolean;
  /** Why the segment ends here; null: it stays open. */
  readonly end: SegmentEnd | null;
  /** A sentence ends with it, and the engine writes no marks. */
  readonly needsMark: boolean;
  readonly by: SettlingReason;
  /** Samples: everything said before it is settled. */
  readonly anchor: number;
};

/** What people are shown of the sentence that is being spoken. */
export type DraftWords = {
  /** Settled words of the open segment. */
  readonly settled: readonly PlacedWord[];
  /** Words that may still change, behind them. */
  readonly believed: readonly SpokenWord[];
  readonly startMs: number;
  readonly opens: boolean;
};

/** What follows from one event. */
export type Outcome = {
  readonly pieces: readonly SettledPiece[];
  readonly draft: DraftWords;
  /** Samples: everything said before it is settled. */
  readonly anchor: number;
  /** Settled words that the engine has now taken back; people read them unchanged. */
  readonly contradicted: number;
};
