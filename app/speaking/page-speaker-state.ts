import type { MicrophoneProblem } from "../microphone/microphone-problem";
import type { SenderState } from "./sender-state";
import type { SpeakerState } from "./speaker";

/** The part of the state of a page that speaks which neither its microphone nor its sender knows. */
export type SpeakingHere = {
  /** `reading`: it does not speak; `speaking`: it does or tries to; `elsewhere`: another page took over. */
  readonly mode: "undecided" | "reading" | "speaking" | "elsewhere";
  /** The microphone's name, "" where the browser gives none. */
  readonly label: string;
  /** True: the microphone has changed without a choice of the speaker. */
  readonly changed: boolean;
  /** True: nothing is heard, for longer than any speaker is silent. */
  readonly unheard: boolean;
  /** True: the browser does not store the sound, so it is lost if the page closes before it is sent. */
  readonly unstored: boolean;
  /** Stop was pressed; the sender stops once the last samples have arrived. */
  readonly stopping: boolean;
};

/** The state of a page that speaks or may speak. */
export type PageSpeakerState = SpeakingHere & {
  readonly microphone: SpeakerState["microphone"];
  readonly problem: MicrophoneProblem["kind"] | null;
  readonly sender: SenderState | null;
};

/** Derives a page's state from the states of its parts. */
export function toPageSpeakerState(here: SpeakingHere, speaker: SpeakerState | undefined): PageSpeakerState {
  return {
    ...here,
    microphone: speaker?.microphone ?? "closed",
    problem: speaker?.problem?.kind ?? null,
    sender: speaker?.sender ?? null,
  };
}

export const READING_HERE: SpeakingHere = {
  mode: "reading",
  label: "",
  changed: false,
  unheard: false,
  unstored: false,
  stopping: false,
};

export const NOT_SPEAKING: PageSpeakerState = toPageSpeakerState(READING_HERE, undefined);

/** The state of a page that does not know yet whether it is the one that speaks. */
export const UNDECIDED: PageSpeakerState = { ...NOT_SPEAKING, mode: "undecided" };
