import { CHUNK_BYTES, CHUNK_SAMPLES } from "#protocol/sound";

/** Cuts samples that come in any lengths into chunks: little-endian whatever the machine is. */
export class Chunker {
  #chunk = new DataView(new ArrayBuffer(CHUNK_BYTES));
  #filled = 0;

  /** Samples that do not make a chunk yet. */
  get pending(): number {
    return this.#filled;
  }

  /** @returns the chunks that these samples complete */
  push(samples: Int16Array): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    for (const sample of samples) {
      this.#chunk.setInt16(this.#filled * 2, sample, true);
      this.#filled += 1;
      if (this.#filled === CHUNK_SAMPLES) chunks.push(this.#take());
    }
    return chunks;
  }

  /** The last, partial chunk, filled up with silence; null when nothing is pending. */
  flush(): Uint8Array | null {
    return this.#filled === 0 ? null : this.#take();
  }

  #take(): Uint8Array {
    const chunk = new Uint8Array(this.#chunk.buffer);
    this.#chunk = new DataView(new ArrayBuffer(CHUNK_BYTES));
    this.#filled = 0;
    return chunk;
  }
}
