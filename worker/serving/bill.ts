import { setTimeout as delay } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { Log } from "#platform/log";
import { countBilled } from "#redis/billed";
import { addBilledSeconds } from "#store/session/billed";
import { untilStored } from "#store/transient";

const LONGEST_CLOSE_MS = 500;

/** Notes what the speech engine's provider bills: for each session, and for all together in the metrics. */
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

  /** When all is noted that can be: a database that is away is not waited for long. */
  async close(): Promise<void> {
    await Promise.race([Promise.all(this.#underWay), delay(LONGEST_CLOSE_MS, undefined, { ref: false })]);
    this.#closing.abort();
  }

  async #note(sessionId: string, seconds: number): Promise<void> {
    try {
      const store = untilStored(() => addBilledSeconds(sessionId, seconds), {
        signal: this.#closing.signal,
        onRetry: (err) => this.log.warn({ err, sessionId }, "bill, again"),
      });
      await Promise.all([countBilled(this.redis, seconds), store]);
    } catch (err) {
      this.log.warn({ err, sessionId, billedSeconds: seconds }, "billed seconds not noted");
    }
  }
}
