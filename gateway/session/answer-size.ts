/** The size of the first answer, bytes as `readChanges` counts them. */
const FIRST_BYTES = 200_000;
const MOST_BYTES = 2_000_000;
/** The time from an answer to the next request at which the sizes aim, ms. */
const AIM_MS = 250;
/** An answer is at most this many times as large as the answer before it. */
const MOST_GROWTH = 4;

/**
 * The sizes of the answers in which a page reads a long session over one connection. Large answers need fewer round trips and
 * queries, but over a slow network a page would take the connection for dead before a large answer is there. So the first
 * answer is small, and the time until the page asks for the rest decides how large the next one is.
 */
export class AnswerSize {
  #bytes = FIRST_BYTES;
  /** When the last answer that left a rest was made, ms; null: there is no rest to ask for. */
  #answeredAt: number | null = null;

  /** @returns the largest size of the next answer, bytes. @param now ms */
  next(now: number): number {
    const growth = this.#answeredAt === null ? 0 : AIM_MS / Math.max(1, now - this.#answeredAt);
    this.#answeredAt = null;
    const wanted = Math.round(this.#bytes * Math.min(MOST_GROWTH, growth));
    this.#bytes = Math.min(MOST_BYTES, Math.max(FIRST_BYTES, wanted));
    return this.#bytes;
  }

  /** Records that an answer was made. @param more whether the answer leaves a rest for the next request. @param now ms */
  answered(more: boolean, now: number): void {
    this.#answeredAt = more ? now : null;
  }
}
