import { microphoneFile } from "#testing/browser/microphone-file";
import { join16, silence, speak } from "#testing/examples/speech";

const PAUSE_MS = 2_000;

/** A WAV file for Chromium's fake microphone: a second of silence, then each sentence and a pause. */
export function spokenFile(name: string, sentences: readonly string[]): string {
  const said = () => sentences.flatMap((words) => [speak(words), silence(PAUSE_MS)]);
  return microphoneFile(name, () => join16(silence(1_000), ...said()));
}

/** A silent microphone. */
export function silentFile(): string {
  return spokenFile("silence", []);
}
