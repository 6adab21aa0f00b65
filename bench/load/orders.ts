/** The orders to a process of speakers, in this sequence. Times in ms since 1970. */
export type Order =
  | { readonly do: "open"; readonly url: string; readonly token: string | undefined; readonly sessions: number }
  | {
      readonly do: "speak";
      readonly startAt: number;
      /** Only chunks written in this window are measured. */
      readonly measureFrom: number;
      readonly until: number;
      /** The time over which the starts of sessions are spread. */
      readonly spreadMs: number;
      /** The numbers of its sessions among all sessions: their phases lie between those of the other processes. */
      readonly first: number;
      readonly step: number;
      readonly all: number;
      readonly chunkEveryMs: number;
    }
  | { readonly do: "stop" };

/** The answer to each order. Latencies in ms. */
export type Report =
  | { readonly did: "open" | "speak" }
  | { readonly did: "fail"; readonly message: string }
  | { readonly did: "stop"; readonly figures: SpeakerFigures };

export type SpeakerFigures = {
  readonly covered: readonly number[];
  readonly committed: readonly number[];
  readonly translated: readonly number[];
  readonly handed: number;
  /** Chunks that no draft or segment covered. */
  readonly lost: number;
  /** Chunks that are in no stored segment. */
  readonly unstored: number;
  readonly refused: number;
  /** Kinds of the first refusals. */
  readonly refusals: readonly string[];
  /** Number of lost connections. */
  readonly broken: number;
  /** Sessions that could not be stopped in time. */
  readonly unended: number;
  readonly outOfOrder: number;
};
