/** An unbounded queue of events for one reader. */
export class EventQueue<T> implements AsyncIterable<T> {
  #events: T[] = [];
  #ending: { error: Error | null } | null = null;
  #wake: (() => void) | null = null;

  push(event: T): void {
    if (this.#ending) return;
    this.#events.push(event);
    this.#wake?.();
  }

  /** Ends the queue. The reader gets the queued events, then `error` is thrown, if there is one. */
  finish(error: Error | null = null): void {
    this.#ending ??= { error };
    this.#wake?.();
  }

  /** Ends the queue and drops the queued events. */
  discard(): void {
    this.#events = [];
    this.#ending = { error: null };
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) yield event;
      else if (this.#ending) {
        if (this.#ending.error) throw this.#ending.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
      }
    }
  }
}
