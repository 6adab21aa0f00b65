import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Log } from "#platform/log";
import { countBilled } from "#redis/billed";
import { addBilledSeconds } from "#store/session/billed";
import { untilStored } from "#store/transient";

const LONGEST_CLOSE_MS = 500;

/** Counts the seconds that the speech engine's provider bills, per session in PostgreSQL and in total in Redis. */
export class Bill {
  readonly #underWay = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(
    private readonly redis: Redis,
    private readonly log: Log,
  ) {}

  add(sessionId: string, seconds: number): void {
    const noted = this.#note(sessionId, seconds).finally(() => this.#underWay.delete(noted));
    this.#underWay.add(noted);
  }

  /** Waits up to 500 ms for pending writes, then stops retrying them. */
  async close(): Promise<void> {
    await Promise.race([Promise.all(this.#underWay), delay(LONGEST_CLOSE_MS, undefined, { ref: false })]);
    this.#closing.abort();
  }

  async #note(sessionId: string, seconds: number): Promise<void> {
    try {
      const store = untilStored(() => addBilledSeconds(sessionId, seconds), {
        signal: this.#closing.signal,
        onRetry: (err) => this.log.warn({ err, sessionId }, "PostgreSQL is unavailable; retrying the billed seconds"),
      });
      await Promise.all([countBilled(this.redis, seconds), store]);
    } catch (err) {
      this.log.warn({ err, sessionId, billedSeconds: seconds }, "could not store billed seconds");
    }
  }
}
