import fvad from "@echogarden/fvad-wasm";
import { SAMPLE_RATE } from "#protocol/sound";

/** WebRTC's detector takes frames of 20 ms. */
export const FRAME = SAMPLE_RATE / 50;
const AGGRESSIVE = 2;
/** Root mean square; -55 dB of full scale: the detector alone takes faint hiss for speech. */
const QUIETEST = 60;

const library = await fvad();

/** WebRTC's voice activity detector behind a gate for faint sound; one for each speaker. */
export class VoiceDetector {
  readonly #detector = library._fvad_new();
  readonly #frame = library._malloc(FRAME * 2);

  constructor() {
    library._fvad_set_mode(this.#detector, AGGRESSIVE);
    library._fvad_set_sample_rate(this.#detector, SAMPLE_RATE);
  }

  /** Whether somebody speaks in these `FRAME` samples. */
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
