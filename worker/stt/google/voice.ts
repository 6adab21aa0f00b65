import fvad from "@echogarden/fvad-wasm";
import { SAMPLE_RATE } from "#protocol/sound";

/** Samples of a frame of 20 ms, as WebRTC's detector takes them. */
export const FRAME = SAMPLE_RATE / 50;
const AGGRESSIVE = 2;
/** Root mean square of -55 dB of full scale. Noise gate: without it the detector classifies faint hiss as speech. */
const QUIETEST = 60;

const library = await fvad();

/** WebRTC's voice activity detector behind a noise gate. Each speaker needs a detector of its own. */
export class VoiceDetector {
  readonly #detector = library._fvad_new();
  readonly #frame = library._malloc(FRAME * 2);

  constructor() {
    library._fvad_set_mode(this.#detector, AGGRESSIVE);
    library._fvad_set_sample_rate(this.#detector, SAMPLE_RATE);
  }

  /** Whether these `FRAME` samples hold a voice. */
  hears(frame: Int16Array): boolean {
    library.HEAP16.set(frame, this.#frame >> 1);
    const isVoice = library._fvad_process(this.#detector, this.#frame, FRAME) === 1;
    return isVoice && loudness(frame) >= QUIETEST;
  }

  free(): void {
    library._fvad_free(this.#detector);
    library._free(this.#frame);
  }
}

function loudness(sound: Int16Array): number {
  return Math.sqrt(sound.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, sound.length));
}
