import type { Identity } from "#access/identity";
import type { LimitReached } from "#access/limits";

const MINUTE_MS = 60_000;
/**
 * Requests per socket and minute, not counting chunks. Owners: replacing a word in a long session sends corrections one
 * after another. Readers: a network that drops every second message causes three reads a second.
 */
const MOST: Record<Identity["kind"], number> = { user: 6_000, reader: 600 };

/** Limits the requests of one socket. Counted without waiting, so that requests keep their order. */
export class Allowance {
  readonly #most: number;
  #spent = 0;
  #renewsAt = 0;

  constructor(kind: Identity["kind"]) {
    this.#most = MOST[kind];
  }

  spend(): LimitReached | null {
    const now = performance.now();
    if (now >= this.#renewsAt) {
      this.#spent = 0;
      this.#renewsAt = now + MINUTE_MS;
    }
    this.#spent += 1;
    if (this.#spent <= this.#most) return null;
    return { limit: "requests", retryAfterSeconds: Math.ceil((this.#renewsAt - now) / 1_000) };
  }
}
