import { CHUNK_BYTES, CHUNK_SAMPLES } from "#protocol/sound";

/** First sample of a chunk that says something; the two after it hold the number. */
const MARK = 0x5a17;
const LOW_BITS = 15;
const LOW = (1 << LOW_BITS) - 1;

/** One chunk in which the scripted recogniser hears the word `w<k>`; 0 is silence. */
export function chunkSaying(k: number): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BYTES);
  if (k === 0) return chunk;
  const view = new DataView(chunk.buffer);
  view.setInt16(0, MARK, true);
  view.setInt16(2, k & LOW, true);
  view.setInt16(4, k >> LOW_BITS, true);
  // A tone behind the number: whoever measures loudness must not take the chunk for silence.
  for (let i = 3; i < CHUNK_SAMPLES; i++) view.setInt16(i * 2, i % 40 < 20 ? 6_000 : -6_000, true);
  return chunk;
}

export const SILENCE = chunkSaying(0);

/** The number that a chunk says; 0 for silence and for sound that no test made. */
export function numberIn(chunk: Uint8Array): number {
  if (chunk.byteLength < 6) return 0;
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return view.getInt16(0, true) === MARK ? (view.getInt16(4, true) << LOW_BITS) | view.getInt16(2, true) : 0;
}
