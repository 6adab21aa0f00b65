import type { MicrophoneProblem } from "../microphone/microphone-problem";
import type { SenderState } from "./sender-state";

/** What this page does with its microphone. */
export type PageSpeakerState = {
  /** `reading`: it does not speak; `speaking`: it does or tries to; `elsewhere`: another page took over. */
  readonly mode: "undecided" | "reading" | "speaking" | "elsewhere";
  readonly microphone: "closed" | "opening" | "open" | "paused";
  readonly problem: MicrophoneProblem["kind"] | null;
  /** The microphone's name, "" where the browser gives none. */
  readonly label: string;
  /** The microphone is another one than before, and nobody chose it. */
  readonly changed: boolean;
  /** Nothing is heard, for longer than anybody is silent. */
  readonly unheard: boolean;
  readonly stopping: boolean;
  /** Milliseconds for which this page has listened. */
  readonly recordedMs: number;
  readonly sender: SenderState | null;
};

export const NOT_SPEAKING: PageSpeakerState = {
  mode: "reading",
  microphone: "closed",
  problem: null,
  label: "",
  changed: false,
  unheard: false,
  stopping: false,
  recordedMs: 0,
  sender: null,
};

/** Before the page knows whether it is the one that speaks. */
export const UNDECIDED: PageSpeakerState = { ...NOT_SPEAKING, mode: "undecided" };
