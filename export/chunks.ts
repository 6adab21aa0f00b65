/** Bytes of a chunk, except the last: small enough that writing one blocks nothing. */
export const CHUNK_BYTES = 65_536;

/**
 * Cuts the pieces of a file into chunks of bytes. Each chunk owns its memory, so it can be transferred to another
 * thread. A piece is requested only when a chunk needs it.
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
