import { Microphone } from "../microphone/microphone";
import { openMicrophone } from "../microphone/open-microphone";
import { readSoundChoice } from "../microphone/sound-choice";
import { chunksToMs, OutgoingSound } from "../speaking/outgoing";
import type { UnsentRecording } from "../unsent/recording";
import type { Left } from "../unsent/unsent-store";

/** Records the microphone into a recording that a later page sends. */
export class OfflineRecorder {
  readonly recording: UnsentRecording;
  readonly #sound: OutgoingSound;
  #microphone: Microphone | null = null;

  /** @param left what an earlier page left; the recording continues it */
  constructor(recording: UnsentRecording, left: Left | null) {
    this.recording = recording;
    this.#sound = new OutgoingSound({ log: recording, left: left ?? undefined });
  }

  get isRecording(): boolean {
    return this.#microphone !== null;
  }

  /** The length of the sound that no gateway has, ms. */
  get ms(): number {
    return chunksToMs(this.#sound.waiting);
  }

  /** @returns false if no microphone could be opened */
  async record(): Promise<boolean> {
    // The page that was left took its share with it.
    const { deviceId, processing } = readSoundChoice();
    const hear = (samples: Int16Array) => this.#sound.capture(samples);
    const { opened } = await openMicrophone({ deviceId, processing }, hear, () => undefined);
    if (!(opened instanceof Microphone)) return false;
    this.#microphone = opened;
    return true;
  }

  /** Resolves once everything that was captured is in the recording. */
  async pause(): Promise<void> {
    const microphone = this.#microphone;
    this.#microphone = null;
    await microphone?.flush();
    await microphone?.close();
    this.#sound.interrupt();
  }
}
