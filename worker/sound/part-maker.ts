import { PACKET_BYTES, PACKET_SAMPLES, PEAK_SAMPLES } from "#protocol/sound";
import type { SoundPart } from "#store/sound/store-part";
import { FRAME_BYTES, SoundEncoder } from "./sound-encoder";

/** A part with its place, in samples on the session's clock. */
export type MadePart = { readonly first: number; readonly end: number; readonly part: SoundPart };

/** Encodes a session's sound, and makes parts of it. */
export class PartMaker {
  /** Samples: where the next sound belongs. */
  position: number;
  #encoder: SoundEncoder | null = null;
  #packets: Uint8Array[] = [];
  #peaks: number[] = [];
  #peak = 0;
  #peakSamples = 0;
  #tail: Uint8Array | null;

  /** @param tail the last 20 ms of sound before `position`; null: the encoder begins with silence */
  constructor(position: number, tail: Uint8Array | null) {
    this.position = position;
    this.#tail = tail;
  }

  /** Samples of the part that is being made. */
  get samples(): number {
    return this.#packets.length * PACKET_SAMPLES;
  }

  /** @param sound PCM, whole packets of it */
  add(sound: Buffer): void {
    this.#encoder ??= new SoundEncoder(this.#tail);
    for (let at = 0; at + FRAME_BYTES <= sound.byteLength; at += FRAME_BYTES) {
      const frame = sound.subarray(at, at + FRAME_BYTES);
      this.#packets.push(this.#encoder.encode(frame));
      this.#notePeaks(frame);
      this.#tail = frame;
      this.position += PACKET_SAMPLES;
    }
  }

  /** Skips lost sound up to a sample. Call `endPart` first. */
  skipTo(sample: number): void {
    this.close();
    this.#tail = null;
    this.position = sample;
  }

  /** Returns the part that is being made, and begins the next one; null: it is empty. */
  endPart(): MadePart | null {
    if (this.samples === 0 || !this.#tail) return null;
    if (this.#peakSamples > 0) this.#endPeak();
    const packets = new Uint8Array(this.#packets.length * PACKET_BYTES);
    for (const [at, packet] of this.#packets.entries()) packets.set(packet, at * PACKET_BYTES);
    const part = { packets, peaks: Uint8Array.from(this.#peaks), tail: Uint8Array.from(this.#tail) };
    const made = { first: this.position - this.samples, end: this.position, part };
    this.#packets = [];
    this.#peaks = [];
    return made;
  }

  close(): void {
    this.#encoder?.close();
    this.#encoder = null;
  }

  #notePeaks(frame: Buffer): void {
    for (let at = 0; at < FRAME_BYTES; at += 2) this.#peak = Math.max(this.#peak, Math.abs(frame.readInt16LE(at)));
    this.#peakSamples += PACKET_SAMPLES;
    if (this.#peakSamples === PEAK_SAMPLES) this.#endPeak();
  }

  #endPeak(): void {
    this.#peaks.push(Math.min(this.#peak >> 7, 255));
    this.#peak = 0;
    this.#peakSamples = 0;
  }
}
