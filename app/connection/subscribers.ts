/** Schedules one call of `flush`. All changes until then are reported by that call. */
export type Schedule = (flush: () => void) => void;

const FRAME_MS = 16;

/** A timer, not an animation frame: a hidden tab gets no frames, and must still hear that its session ended. */
export const oncePerFrame: Schedule = (flush) => {
  setTimeout(flush, FRAME_MS);
};

export const atOnce: Schedule = (flush) => {
  flush();
};

/** The listeners of one store, told of any number of changes at most once per `schedule`. */
export class Subscribers {
  readonly #listeners = new Set<() => void>();
  readonly #schedule: Schedule;
  #due = false;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(): void {
    if (this.#due) return;
    this.#due = true;
    this.#schedule(() => {
      this.#due = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}
