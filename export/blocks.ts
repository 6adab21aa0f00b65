/** Bytes of a block, except the last: small enough that writing one blocks nothing. */
export const BLOCK_BYTES = 65_536;

/**
 * Cuts the pieces of a file into blocks of bytes. Each block owns its memory, so it can be transferred to another
 * thread. A piece is requested only when a block needs it.
 */
export function* blocksOf(pieces: Iterable<string | Uint8Array>): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let block = new Uint8Array(BLOCK_BYTES);
  let filled = 0;
  for (const piece of pieces) {
    let bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
    while (bytes.length > 0) {
      const part = bytes.subarray(0, BLOCK_BYTES - filled);
      block.set(part, filled);
      filled += part.length;
      bytes = bytes.subarray(part.length);
      if (filled < BLOCK_BYTES) continue;
      yield block;
      [block, filled] = [new Uint8Array(BLOCK_BYTES), 0];
    }
  }
  if (filled > 0) yield block.slice(0, filled);
}
