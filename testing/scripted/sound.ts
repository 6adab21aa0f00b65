import { CHUNK_BYTES, CHUNK_SAMPLES } from "#protocol/sound";

/** The first sample of a chunk with a word; the next two samples have the number. */
export const MARK = 0x5a17;
const LOW_BITS = 15;
const LOW = (1 << LOW_BITS) - 1;

/** The samples of a word. */
export const WORD = CHUNK_SAMPLES;

/** A chunk in which the scripted recogniser recognises `w<k>`; 0 is silence. */
export function chunkSaying(k: number): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BYTES);
  if (k === 0) return chunk;
  const view = new DataView(chunk.buffer);
  view.setInt16(0, MARK, true);
  view.setInt16(2, k & LOW, true);
  view.setInt16(4, k >> LOW_BITS, true);
  // A tone after the number, so that the chunk does not count as silence.
  for (let i = 3; i < CHUNK_SAMPLES; i++) view.setInt16(i * 2, i % 40 < 20 ? 6_000 : -6_000, true);
  return chunk;
}

export const SILENCE = chunkSaying(0);

/** The number in a chunk; 0 for silence and for sound that is not from a test. */
export function numberIn(chunk: Uint8Array): number {
  if (chunk.byteLength < 6) return 0;
  const samples = new Int16Array(chunk.slice(0, 6).buffer);
  return samples[0] === MARK ? numberAt(samples, 0) : 0;
}

/** The number of the word that begins at this sample. */
export function numberAt(samples: Int16Array, at: number): number {
  return ((samples[at + 2] ?? 0) << LOW_BITS) | (samples[at + 1] ?? 0);
}
