import type { Close } from "./closing";
import type { PlacedWord } from "./proof";
import type { SpokenWord } from "./words";

/** A piece of the transcript that is committed now. */
export type CommittedPiece = {
  readonly words: readonly PlacedWord[];
  /** The language of the last final, which may be another than the one that the session began with. */
  readonly lang: string;
  readonly startMs: number;
  readonly endMs: number;
  /** A sentence begins with it. */
  readonly opens: boolean;
  /** A sentence ends with it, and the engine writes no marks. */
  readonly closes: boolean;
  /** What ended it; `final`: the engine did, in the middle of a sentence. */
  readonly by: Close["by"] | "final";
  /** Samples: everything said before it is committed. */
  readonly anchor: number;
};

/** What follows from one event. */
export type Outcome = {
  readonly pieces: readonly CommittedPiece[];
  /** What people are shown of the words that are not committed. */
  readonly draft: { readonly words: readonly SpokenWord[]; readonly startMs: number; readonly opens: boolean };
  /** Samples: everything said before it is committed. */
  readonly anchor: number;
  /** Committed words that the engine has now taken back; people read them unchanged. */
  readonly contradicted: number;
};
