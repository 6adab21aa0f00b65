/** Bytes of a block, except the last: small enough that writing one blocks nothing. */
export const BLOCK_BYTES = 65_536;

/**
 * Cuts the parts of a file into blocks of bytes. Each block owns its memory, so it can be transferred to another
 * thread. A part is requested only when a block needs it.
 */
export function* blocksOf(parts: Iterable<string | Uint8Array>): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let block = new Uint8Array(BLOCK_BYTES);
  let filled = 0;
  for (const part of parts) {
    let bytes = typeof part === "string" ? encoder.encode(part) : part;
    while (bytes.length > 0) {
      const fits = bytes.subarray(0, BLOCK_BYTES - filled);
      block.set(fits, filled);
      filled += fits.length;
      bytes = bytes.subarray(fits.length);
      if (filled < BLOCK_BYTES) continue;
      yield block;
      [block, filled] = [new Uint8Array(BLOCK_BYTES), 0];
    }
  }
  if (filled > 0) yield block.slice(0, filled);
}
