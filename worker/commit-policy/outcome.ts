import type { JudgedWord } from "#store/segments/word-confidences";
import type { PlacedWord } from "./placed-words";
import type { SegmentEnd } from "./sentence-end";
import type { Settling } from "./settle-now";
import type { SpokenWord } from "./words";

/** The reason why words were settled. `final`: the engine's final result ends in mid-phrase. */
export type SettlingReason = Settling["by"] | "final";

/** A step of the open segment: newly settled words, its end, or both. Times are ms of sound. */
export type SettledPiece = {
  /** Number of the segment within this policy: 1, 2, 3 ... */
  readonly ordinal: number;
  /** Newly settled words; empty when the segment only ends. */
  readonly added: readonly PlacedWord[];
  /** All settled words of the segment, including `added`. */
  readonly words: readonly PlacedWord[];
  /** BCP 47 tag of the language of the last final. It may differ from the session's first language. */
  readonly lang: string;
  readonly startMs: number;
  readonly endMs: number;
  /** A sentence begins with the segment. */
  readonly opens: boolean;
  /** The reason why the segment ends here; null: it stays open. */
  readonly end: SegmentEnd | null;
  /** A sentence ends with it, and the engine writes no punctuation. */
  readonly needsMark: boolean;
  readonly by: SettlingReason;
  /** Samples: all words before it are settled. */
  readonly anchor: number;
};

/** The words that a draft shows. */
export type DraftWords = {
  /** Settled words of the open segment. */
  readonly settled: readonly PlacedWord[];
  /** Words that may still change, behind them. */
  readonly believed: readonly SpokenWord[];
  readonly startMs: number;
  readonly opens: boolean;
};

/** The result of one event. */
export type Outcome = {
  readonly pieces: readonly SettledPiece[];
  readonly draft: DraftWords;
  /** Samples: all words before it are settled. */
  readonly anchor: number;
  /** Number of settled words that the engine has now changed. The segment keeps them. */
  readonly contradicted: number;
  /** Words of earlier outcomes whose confidence is known now. */
  readonly judged: readonly JudgedWord[];
};
