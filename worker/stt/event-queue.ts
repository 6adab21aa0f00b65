/** Hands events from whoever pushes them to one reader, in order, however slowly it reads. */
export class EventQueue<T> implements AsyncIterable<T> {
  #events: T[] = [];
  #ending: { error: Error | null } | null = null;
  #wake: (() => void) | null = null;

  push(event: T): void {
    if (this.#ending) return;
    this.#events.push(event);
    this.#wake?.();
  }

  /** Nothing more comes; what is queued is still read, then the error is thrown, if there is one. */
  finish(error: Error | null = null): void {
    this.#ending ??= { error };
    this.#wake?.();
  }

  /** Nothing more is read, not even what is queued. */
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
