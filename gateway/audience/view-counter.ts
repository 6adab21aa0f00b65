import { every, type Repetition } from "#platform/every";
import type { Log } from "#platform/log";
import { countViews } from "#store/links/share-links";

const EVERY_MS = 1_000;

/**
 * Counts the views of links, and stores the counts once a second: a thousand readers who open a link at once cost one
 * update.
 */
export class ViewCounter {
  #waiting = new Map<string, number>();
  readonly #flushes: Repetition;

  constructor(private readonly log: Log) {
    this.#flushes = every(
      EVERY_MS,
      () => this.flush(),
      (err) => log.warn({ err }, "could not store views"),
    );
  }

  count(linkId: string): void {
    this.#waiting.set(linkId, (this.#waiting.get(linkId) ?? 0) + 1);
  }

  async flush(): Promise<void> {
    const counted = this.#waiting;
    this.#waiting = new Map();
    for (const [linkId, views] of counted) {
      try {
        await countViews(linkId, views);
      } catch (err) {
        this.log.warn({ err }, "could not store views");
        this.#waiting.set(linkId, (this.#waiting.get(linkId) ?? 0) + views);
      }
    }
  }

  async close(): Promise<void> {
    await this.#flushes.stop();
    await this.flush();
  }
}
