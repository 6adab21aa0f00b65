/** Bytes of a chunk, apart from the last: short enough that nothing waits for one. */
export const CHUNK_BYTES = 65_536;

/**
 * The pieces of a file as chunks of bytes, each with memory of its own, so that it can be handed to another thread.
 * A piece is asked for only when a chunk needs it.
 */
export function* chunksOf(pieces: Iterable<string | Uint8Array>): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let chunk = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  for (const piece of pieces) {
    let bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
    while (bytes.length > 0) {
      const part = bytes.subarray(0, CHUNK_BYTES - filled);
      chunk.set(part, filled);
      filled += part.length;
      bytes = bytes.subarray(part.length);
      if (filled < CHUNK_BYTES) continue;
      yield chunk;
      [chunk, filled] = [new Uint8Array(CHUNK_BYTES), 0];
    }
  }
  if (filled > 0) yield chunk.slice(0, filled);
}
