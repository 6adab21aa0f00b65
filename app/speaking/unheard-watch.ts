import { SilenceDetector } from "../microphone/silence-detector";
import type { PageSpeakerState } from "./page-speaker-state";

/** The level is read this often, ms. */
const LISTEN_MS = 200;

/** Reports when nothing has been heard for longer than any speaker is silent. */
export class UnheardWatch {
  readonly #timer: ReturnType<typeof setInterval>;
  #silence = new SilenceDetector();
  #listenedAt = performance.now();

  /** @param level 0 to 1 @param onChange called when it begins and when it ends */
  constructor(state: () => PageSpeakerState, level: () => number, onChange: (unheard: boolean) => void) {
    this.#timer = setInterval(() => {
      const now = performance.now();
      const ms = now - this.#listenedAt;
      this.#listenedAt = now;
      const { mode, microphone, problem, sender, unheard } = state();
      if (mode !== "speaking" || microphone !== "open" || problem || !sender?.accepting) return;
      this.#silence.add(level(), ms);
      if (this.#silence.unheard !== unheard) onChange(this.#silence.unheard);
    }, LISTEN_MS);
  }

  /** Forgets the silence so far: another source is open, or the speaker pauses or resumes. */
  restart(): void {
    this.#silence = new SilenceDetector();
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
