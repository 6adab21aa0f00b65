import type { Log } from "#platform/log";
import { LOW_SHARE } from "#protocol/budget";

/** All sound is measured this often, ms: it is a sum over all sessions. */
const EVERY_MS = 30_000;

/**
 * The space for the sound of all people together. In between two measurements a worker knows only what it has stored itself,
 * so several workers may exceed the limit by what they store in that time.
 */
export class SoundSpace {
  #bytes = 0;
  #measuredAt = Number.NEGATIVE_INFINITY;
  #measuring: Promise<void> | null = null;
  #isLow = false;

  /**
   * @param limit bytes
   * @param measure reads the bytes of all stored sound
   */
  constructor(
    private readonly limit: number,
    private readonly measure: () => Promise<number>,
    private readonly log: Log,
    private readonly now = () => performance.now(),
  ) {}

  /** Whether this many bytes more are within the limit. @throws the error of a measurement */
  async hasRoomFor(bytes: number): Promise<boolean> {
    if (this.now() - this.#measuredAt >= EVERY_MS) {
      this.#measuring ??= this.#measureNow().finally(() => {
        this.#measuring = null;
      });
      await this.#measuring;
    }
    return this.#bytes + bytes <= this.limit;
  }

  /** Counts stored bytes until the next measurement. */
  note(bytes: number): void {
    this.#bytes += bytes;
  }

  async #measureNow(): Promise<void> {
    this.#bytes = await this.measure();
    this.#measuredAt = this.now();
    const isLow = this.#bytes >= LOW_SHARE * this.limit;
    if (isLow && !this.#isLow)
      this.log.warn(
        { bytes: this.#bytes, limit: this.limit },
        `${100 * LOW_SHARE} % of SOUND_MEGABYTES is used; without space no more sound is kept`,
      );
    this.#isLow = isLow;
  }
}
