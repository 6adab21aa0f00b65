import { Microphone, type MicrophoneOptions } from "./microphone";
import type { MicrophoneProblem } from "./microphone-problem";

export type OpenedMicrophone = {
  readonly opened: Microphone | MicrophoneProblem;
  /** The wanted microphone is not connected, and the system's default was tried in its place. */
  readonly isDefaultInstead: boolean;
};

/** Opens the wanted microphone, or the system's default if the wanted one is not connected. */
export async function openMicrophone(
  options: MicrophoneOptions,
  onSound: (samples: Int16Array) => void,
  onProblem: (problem: MicrophoneProblem | null) => void,
): Promise<OpenedMicrophone> {
  const opened = await Microphone.open(options, onSound, onProblem);
  const isMissing = !(opened instanceof Microphone) && opened.kind === "missing";
  const { deviceId, ...others } = options;
  if (!isMissing || deviceId === undefined) return { opened, isDefaultInstead: false };
  return { opened: await Microphone.open(others, onSound, onProblem), isDefaultInstead: true };
}
