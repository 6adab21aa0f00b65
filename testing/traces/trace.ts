import type { RecogniserEvent } from "#worker/stt/port";

/** A recogniser's events with their times, ms since the first sample. */
export type Trace = {
  readonly name: string;
  readonly lang: string;
  /** The end of each word in the engine's finals. */
  readonly words: readonly { readonly word: string; readonly endMs: number }[];
  /** The spoken sentences with punctuation; finals may differ. */
  readonly sentences: readonly string[];
  readonly events: readonly TraceEvent[];
  /** The end of the sound. */
  readonly durationMs: number;
};

export type TraceEvent = {
  readonly at: number;
  /**
   * `reopened`: the recogniser failed, and a new one gets the sound after the last anchor again. `stopped`: no sound has
   * arrived for a while.
   */
  readonly event: RecogniserEvent | { readonly type: "reopened" } | { readonly type: "stopped" };
};

/** The text of the engine's own finals. */
export function finalText({ words }: Trace): string {
  return words.map(({ word }) => word).join(" ");
}

/** The spoken words. */
export function spokenText({ sentences }: Trace): string {
  return sentences.join(" ");
}
