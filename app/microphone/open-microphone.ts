import { listMicrophones, Microphone, type MicrophoneOptions } from "./microphone";
import type { MicrophoneProblem, SoundProblem } from "./microphone-problem";

export type OpenedMicrophone = {
  readonly opened: Microphone | MicrophoneProblem;
  /** The wanted microphone is not connected, and the system's default was tried in its place. */
  readonly isDefaultInstead: boolean;
};

/** Opens the wanted microphone, or the system's default if the wanted one is not connected. */
export async function openMicrophone(
  options: MicrophoneOptions,
  onSound: (samples: Int16Array) => void,
  onProblem: (problem: SoundProblem | null) => void,
): Promise<OpenedMicrophone> {
  const opened = await Microphone.open(options, onSound, onProblem);
  const { deviceId, ...others } = options;
  if (problemIn(opened)?.kind !== "missing" || deviceId === undefined) return { opened, isDefaultInstead: false };
  await closeIfOpen(opened);
  return { opened: await Microphone.open(others, onSound, onProblem), isDefaultInstead: true };
}

/**
 * Opens the system's default, or the first microphone that can be opened: shortly after a device has vanished, the system's
 * default may still be that device.
 */
export async function openAnyMicrophone(
  options: MicrophoneOptions,
  onSound: (samples: Int16Array) => void,
  onProblem: (problem: SoundProblem | null) => void,
): Promise<OpenedMicrophone> {
  const { deviceId: _, ...others } = options;
  let opened = await Microphone.open(others, onSound, onProblem);
  for (const { deviceId } of await listMicrophones()) {
    const kind = problemIn(opened)?.kind;
    if (kind !== "missing" && kind !== "in-use") break;
    await closeIfOpen(opened);
    opened = await Microphone.open({ ...others, deviceId }, onSound, onProblem);
  }
  return { opened, isDefaultInstead: true };
}

function problemIn(opened: Microphone | MicrophoneProblem): MicrophoneProblem | null {
  return opened instanceof Microphone ? opened.missing : opened;
}

async function closeIfOpen(opened: Microphone | MicrophoneProblem): Promise<void> {
  if (opened instanceof Microphone) await opened.close();
}
