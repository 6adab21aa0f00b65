import { isTableFault } from "./transient";

/** Parts that one process stores at once, and reads at once. Its pool has ten connections. */
const STORING = 2;
const READING = 4;

type Waiting = { readonly begin: () => void; readonly fail: (error: unknown) => void };

/**
 * Runs at most `most` queries of stored sound at once, others in order. Where the table of parts is locked, each query holds
 * its connection until its lock times out: without this, sound would take the connections of the words. A query that meets a
 * fault of the table ends those that wait too, since they would meet it one after the other.
 */
export class SoundTurns {
  #running = 0;
  #waiting: Waiting[] = [];

  constructor(private readonly most: number) {}

  /** @throws the error of `query`, or of another one that met a fault of the table */
  async take<T>(query: () => Promise<T>): Promise<T> {
    if (this.#running < this.most) this.#running += 1;
    else await new Promise<void>((begin, fail) => this.#waiting.push({ begin, fail }));
    try {
      return await query();
    } catch (error) {
      if (isTableFault(error)) for (const { fail } of this.#waiting.splice(0)) fail(error);
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next) next.begin();
      else this.#running -= 1;
    }
  }
}

export const storingTurns = new SoundTurns(STORING);
export const readingTurns = new SoundTurns(READING);
