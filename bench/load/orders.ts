/** What a process of speakers is told, in this order. Times are milliseconds since 1970. */
export type Order =
  | { readonly do: "open"; readonly url: string; readonly token: string | undefined; readonly sessions: number }
  | {
      readonly do: "speak";
      readonly startAt: number;
      /** Only chunks handed over in this window are measured. */
      readonly measureFrom: number;
      readonly until: number;
      /** Sessions begin spread over this long. */
      readonly spreadMs: number;
      /** Which sessions of all these are: their phases lie between those of the other processes. */
      readonly first: number;
      readonly step: number;
      readonly all: number;
      readonly chunkEveryMs: number;
    }
  | { readonly do: "stop" };

/** What it answers to each. Latencies are milliseconds. */
export type Report =
  | { readonly did: "open" | "speak" }
  | { readonly did: "fail"; readonly message: string }
  | { readonly did: "stop"; readonly heard: Heard };

export type Heard = {
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
  /** Times that a connection broke. */
  readonly broken: number;
  /** Sessions that could not be stopped in time. */
  readonly unended: number;
  readonly outOfOrder: number;
};
