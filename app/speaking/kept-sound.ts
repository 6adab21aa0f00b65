import { CHUNK_SAMPLES, KEPT_SAMPLES, SAMPLE_RATE } from "#protocol/sound";

/** The most chunks that are kept. */
export const KEPT_CHUNKS = KEPT_SAMPLES / CHUNK_SAMPLES;

/**
 * Samples kept although an anchor covers them: a Redis that comes back without its last second asks again
 * for chunks whose words are stored already.
 */
const KEPT_BEHIND_ANCHOR = 5 * SAMPLE_RATE;

/**
 * Chunks that are always under way while a person speaks: less than a second of sound. With fewer unsent chunks a page
 * closes without asking, and the next page waits with them until a person speaks.
 */
export const UNDER_WAY_CHUNKS = 5;

/** A range of chunks with both ends, as `lost` declares it. */
export type ChunkRange = { readonly from: number; readonly to: number };

/** The chunks of one take, numbered from 1, kept until an anchor covers them and at most an hour of them. */
export class KeptSound {
  readonly #most: number;
  #chunks: Map<number, Uint8Array>;
  #first: number;
  #last: number;

  /** @param left the newest chunks of the take, without a hole @param most the most chunks that are kept */
  constructor(left: readonly (readonly [n: number, chunk: Uint8Array])[] = [], most = KEPT_CHUNKS) {
    this.#most = most;
    this.#chunks = new Map(left);
    this.#first = left[0]?.[0] ?? 1;
    this.#last = left.at(-1)?.[0] ?? 0;
  }

  /** The oldest chunk that is kept; `last + 1` if no chunk is kept. */
  get first(): number {
    return this.#first;
  }

  /** The newest chunk that was recorded; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  add(chunk: Uint8Array): void {
    this.#last += 1;
    this.#chunks.set(this.#last, chunk);
    this.#forgetBefore(this.#last - this.#most + 1);
  }

  get(n: number): Uint8Array | undefined {
    return this.#chunks.get(n);
  }

  /** The chunks from `n` on that the gateway expects and that are lost; null if `n` is kept or not recorded yet. */
  missing(n: number): ChunkRange | null {
    return n < this.#first ? { from: n, to: this.#first - 1 } : null;
  }

  /** Drops the chunks that an anchor covers. @param sample the anchor, in samples since the beginning of the take */
  anchored(sample: number): void {
    const covered = Math.floor((sample - KEPT_BEHIND_ANCHOR) / CHUNK_SAMPLES);
    this.forgetUpTo(covered);
  }

  /** Drops all chunks, since the gateway will take none of them. */
  drop(): void {
    this.forgetUpTo(this.#last);
  }

  /** Drops the chunks up to `n`. */
  forgetUpTo(n: number): void {
    this.#forgetBefore(Math.min(n, this.#last) + 1);
  }

  /** Chunk `n` is chunk `n + by` from now on. Those that would be below 1 are forgotten. */
  renumber(by: number): void {
    this.#forgetBefore(1 - by);
    this.#chunks = new Map([...this.#chunks].map(([n, chunk]) => [n + by, chunk]));
    this.#first += by;
    this.#last += by;
  }

  #forgetBefore(n: number): void {
    for (; this.#first < n; this.#first += 1) this.#chunks.delete(this.#first);
  }
}
