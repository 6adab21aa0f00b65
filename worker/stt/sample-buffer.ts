/** A buffer of samples that may still be needed, addressed by their position in the whole sound. */
export class SampleBuffer {
  #samples = new Int16Array(1 << 16);
  #length = 0;
  #start = 0;

  /** Position after the last sample. */
  get end(): number {
    return this.#start + this.#length;
  }

  append(sound: Int16Array): void {
    if (this.#length + sound.length > this.#samples.length) {
      const larger = new Int16Array(2 * (this.#length + sound.length));
      larger.set(this.#samples.subarray(0, this.#length));
      this.#samples = larger;
    }
    this.#samples.set(sound, this.#length);
    this.#length += sound.length;
  }

  /** @returns a view, valid until the next `append` or `dropBefore` */
  between(from: number, to: number): Int16Array {
    const last = Math.max(this.#start, Math.min(to, this.end));
    const first = Math.max(this.#start, Math.min(from, last));
    return this.#samples.subarray(first - this.#start, last - this.#start);
  }

  dropBefore(position: number): void {
    const surplus = Math.min(position, this.end) - this.#start;
    // Copying the rest down pays only for a large surplus.
    if (surplus < this.#samples.length / 4) return;
    this.#samples.copyWithin(0, surplus, this.#length);
    this.#start += surplus;
    this.#length -= surplus;
  }
}
