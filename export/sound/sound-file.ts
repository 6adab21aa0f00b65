/** Bytes `from` to `to` (exclusive) of a file. */
export type ByteRange = { readonly from: number; readonly to: number };

/** Reads packets `from` to `to` (exclusive), `PACKET_BYTES` each. */
export type ReadPackets = (from: number, to: number) => Promise<Uint8Array>;

/** A file that is made of stored sound when it is read. Its size is known, and any range of it is made without the rest. */
export type SoundFile = {
  readonly type: string;
  readonly extension: string;
  readonly size: number;
  /** Whether a range is decoded, which takes CPU time. */
  isDecoded(range: ByteRange): boolean;
  /** Blocks of the file, in order. */
  read(range: ByteRange): AsyncGenerator<Uint8Array, void>;
};

/** The part of a block that lies in a range. @param at the block's first byte in the file */
export function within(block: Uint8Array, at: number, { from, to }: ByteRange): Uint8Array {
  return block.subarray(Math.max(from - at, 0), Math.max(to - at, 0));
}
