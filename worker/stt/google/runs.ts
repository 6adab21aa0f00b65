import { msToSamples } from "#protocol/sound";
import type { SampleBuffer } from "../sample-buffer";
import { FRAME, VoiceDetector } from "./voice";

/** Shorter sound is a click, not a voice. */
const SHORTEST_VOICE = 3 * FRAME;
/** A pause of this length ends a run. */
const PAUSE = msToSamples(1_500);

/** A stretch of speech, in samples since the beginning of the sound. */
export type Run = { readonly from: number; to: number };

/** Detects the runs of speech, frame by frame, and keeps those that still have to be sent. */
export class Runs {
  /** Samples: sound up to here was judged. */
  judged = 0;
  readonly #detector = new VoiceDetector();
  /** Oldest first; only the last may grow. */
  readonly #runs: Run[] = [];
  #voiced = 0;

  judge(sound: SampleBuffer): void {
    for (; this.judged + FRAME <= sound.end; this.judged += FRAME) {
      const end = this.judged + FRAME;
      this.#voiced = this.#detector.hears(sound.between(this.judged, end)) ? this.#voiced + FRAME : 0;
      if (this.#voiced < SHORTEST_VOICE) continue;
      const last = this.#runs.at(-1);
      if (last && end - last.to < PAUSE) last.to = end;
      else this.#runs.push({ from: end - this.#voiced, to: end });
    }
  }

  /** The oldest run that was not sent to its end. */
  get first(): Run | undefined {
    return this.#runs[0];
  }

  /** Whether the first run can no longer grow. */
  isFirstOver(isLastSound: boolean): boolean {
    const [first, next] = this.#runs;
    return first === undefined || next !== undefined || isLastSound || this.judged - first.to >= PAUSE;
  }

  forgetUpTo(position: number): void {
    while (this.#runs[0] && this.#runs[0].to <= position) this.#runs.shift();
  }

  /** Restores a run that was forgotten and must be sent again. */
  restore(from: number, to: number): void {
    if (from >= to) return;
    const [first] = this.#runs;
    if (first && first.from <= to) this.#runs[0] = { from: Math.min(from, first.from), to: Math.max(to, first.to) };
    else this.#runs.unshift({ from, to });
  }

  free(): void {
    this.#detector.free();
  }
}
