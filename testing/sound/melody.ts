import { CHUNK_BYTES, CHUNK_SAMPLES, SAMPLE_RATE } from "#protocol/sound";
import { chunkSaying } from "../scripted/sound";

const LOUD = 9_000;
/** Hz */
const LOWEST = 200;
const HIGHEST = 3_000;

/**
 * As `chunkSaying`, with a sound of its own after the number: its pitch moves between two pitches that only this chunk has.
 * One sample earlier or later it is another sound.
 */
export function chunkSinging(k: number): Uint8Array {
  const chunk = chunkSaying(k);
  const view = new DataView(chunk.buffer, chunk.byteOffset, CHUNK_BYTES);
  const [from, to] = [pitch(k), pitch(k + 1)];
  let phase = 0;
  for (let at = 3; at < CHUNK_SAMPLES; at += 1) {
    phase += (2 * Math.PI * (from + ((to - from) * at) / CHUNK_SAMPLES)) / SAMPLE_RATE;
    view.setInt16(at * 2, Math.round(LOUD * Math.sin(phase)), true);
  }
  return chunk;
}

/** The golden ratio spreads the pitches evenly, and no two are the same. */
function pitch(k: number): number {
  return LOWEST + ((k * 0.618_034) % 1) * (HIGHEST - LOWEST);
}

/** The samples of chunks, one after the other. @param numbers 0: silence */
export function samplesOf(numbers: readonly number[]): Int16Array {
  const samples = new Int16Array(numbers.length * CHUNK_SAMPLES);
  for (const [at, k] of numbers.entries()) {
    if (k > 0) samples.set(new Int16Array(chunkSinging(k).buffer), at * CHUNK_SAMPLES);
  }
  return samples;
}
