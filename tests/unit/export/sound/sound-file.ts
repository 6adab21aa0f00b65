import type { ByteRange, SoundFile } from "#export/sound/sound-file";
import { PACKET_BYTES } from "#protocol/sound";

/** Packets that contain their number. */
export async function numberedPackets(from: number, to: number): Promise<Uint8Array> {
  const packets = Buffer.alloc((to - from) * PACKET_BYTES);
  for (let n = from; n < to; n += 1) packets.writeUInt32LE(n, (n - from) * PACKET_BYTES);
  return packets;
}

export async function readRange(file: SoundFile, range: ByteRange = { from: 0, to: file.size }): Promise<Buffer> {
  const blocks: Uint8Array[] = [];
  for await (const block of file.read(range)) blocks.push(block);
  return Buffer.concat(blocks);
}
