import type { MicrophoneDevice } from "../microphone/microphone";
import type { MicrophoneProblem } from "../microphone/microphone-problem";
import type { SoundSource } from "../microphone/sound-choice";
import type { SenderState } from "./sender-state";
import type { SpeakerState } from "./speaker";

/** The part of the state of a page that speaks which neither its microphone nor its sender knows. */
export type SpeakingHere = {
  /** `reading`: it does not speak; `speaking`: it does or tries to; `elsewhere`: another page took over. */
  readonly mode: "undecided" | "reading" | "speaking" | "elsewhere";
  /** The source that the speaker chose. */
  readonly source: SoundSource;
  /** The microphone's name, "" where the browser gives none. */
  readonly label: string;
  /** True: the microphone has changed without a choice of the speaker. */
  readonly changed: boolean;
  /** A microphone that vanished while it was in use and is connected again. Null: none. */
  readonly returned: MicrophoneDevice | null;
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
  /** The reason why there is no sound. */
  readonly problem: MicrophoneProblem["kind"] | null;
  /** The reason why one of two sources is not heard. */
  readonly partialProblem: MicrophoneProblem["kind"] | null;
  readonly sender: SenderState | null;
};

/** Derives a page's state from the states of its parts. */
export function toPageSpeakerState(here: SpeakingHere, speaker: SpeakerState | undefined): PageSpeakerState {
  const { kind = null, isPartial = false } = speaker?.problem ?? {};
  return {
    ...here,
    microphone: speaker?.microphone ?? "closed",
    problem: isPartial ? null : kind,
    partialProblem: isPartial ? kind : null,
    sender: speaker?.sender ?? null,
  };
}

export const READING_HERE: SpeakingHere = {
  mode: "reading",
  source: "microphone",
  label: "",
  changed: false,
  returned: null,
  unheard: false,
  unstored: false,
  stopping: false,
};

export const NOT_SPEAKING: PageSpeakerState = toPageSpeakerState(READING_HERE, undefined);

/** The state of a page that does not know yet whether it is the one that speaks. */
export const UNDECIDED: PageSpeakerState = { ...NOT_SPEAKING, mode: "undecided" };

/** Whether a microphone that is connected, or released by another app, solves the problem. */
export function isNoMicrophone(problem: PageSpeakerState["problem"]): boolean {
  return problem === "missing" || problem === "in-use";
}
