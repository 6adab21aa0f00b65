import type { RecogniserEvent } from "#worker/stt/port";

/** Events of a recogniser with their times, ms since the first sample. */
export type Trace = {
  readonly name: string;
  readonly lang: string;
  /** When each word was over that the engine's own finals hold. */
  readonly words: readonly { readonly word: string; readonly endMs: number }[];
  /** The spoken sentences with punctuation. The finals may differ. */
  readonly sentences: readonly string[];
  readonly events: readonly TraceEvent[];
  /** The sound ends here. */
  readonly durationMs: number;
};

export type TraceEvent = {
  readonly at: number;
  /**
   * `reopened`: the recogniser failed, and a new one hears everything after the last anchor again. `stopped`: no sound
   * has come for a while.
   */
  readonly event: RecogniserEvent | { readonly type: "reopened" } | { readonly type: "stopped" };
};

/** The text of the engine's own finals. */
export function finalText({ words }: Trace): string {
  return words.map(({ word }) => word).join(" ");
}

/** The words that were really said. */
export function spokenText({ sentences }: Trace): string {
  return sentences.join(" ");
}
