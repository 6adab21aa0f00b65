/** Root mean square below which a microphone gives no voice: -54 dB of full scale. */
const FLOOR = 0.002;
/** A microphone that was never heard counts as silent sooner than one that was. */
const NEVER_HEARD_MS = 5_000;
const SILENT_MS = 20_000;

/** Watches whether anything is heard at all. */
export class SilenceDetector {
  #quietMs = 0;
  #heard = false;

  /** Something was heard since the beginning. */
  get heard(): boolean {
    return this.#heard;
  }

  /** Nothing has been heard for too long. */
  get unheard(): boolean {
    return this.#quietMs >= (this.#heard ? SILENT_MS : NEVER_HEARD_MS);
  }

  /** @param level root mean square, 0 to 1 @param ms how long it has been so */
  add(level: number, ms: number): void {
    if (level >= FLOOR) {
      this.#quietMs = 0;
      this.#heard = true;
    } else {
      this.#quietMs += ms;
    }
  }
}
