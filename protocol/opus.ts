import { CHUNK_SAMPLES } from "./sound";

/** Samples of one packet: 20 ms. */
const PACKET_SAMPLES = 320;

/**
 * Packets of a chunk in Opus. The encoder begins anew with each chunk. The first two packets are pre-roll: they repeat the end
 * of the sound before the chunk, so that a decoder in any state has found into the sound when the chunk begins. So no chunk
 * needs an earlier one.
 */
export const OPUS_PACKETS = 12;

/** Samples that a chunk in Opus decodes to. The chunk is the last 3,200 of them. */
export const OPUS_SAMPLES = OPUS_PACKETS * PACKET_SAMPLES;

/** Samples before the chunk that are encoded with it, without the 6.5 ms by which Opus delays sound. */
export const PRE_ROLL_SAMPLES = OPUS_SAMPLES - CHUNK_SAMPLES - 104;

/** The longest packet of one frame that Opus allows, bytes. */
const LONGEST_PACKET = 1_275;

/** Bytes of a packet's length, unsigned and big-endian. */
const LENGTH_BYTES = 2;

/** The configurations of Opus with frames of 20 ms (RFC 6716, 3.1): SILK, hybrid, CELT. */
const CONFIGURATIONS_OF_20_MS: ReadonlySet<number> = new Set([1, 5, 9, 13, 15, 19, 23, 27, 31]);

/** A chunk in Opus is twelve packets, each after its length. @throws Error: the packets are no chunk */
export function packOpus(packets: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(packets.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0));
  let at = 0;
  for (const packet of packets) {
    new DataView(bytes.buffer).setUint16(at, packet.length);
    bytes.set(packet, at + LENGTH_BYTES);
    at += LENGTH_BYTES + packet.length;
  }
  const unpacked = unpackOpus(bytes);
  if (typeof unpacked === "string") throw new Error(unpacked);
  return bytes;
}

/**
 * @returns the twelve packets of a chunk, each one frame of 20 ms, mono; or a sentence that says why it is none. Decoding gives
 * exactly `OPUS_SAMPLES`, whatever is in the frames
 */
export function unpackOpus(bytes: Uint8Array): readonly Uint8Array[] | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packets: Uint8Array[] = [];
  let at = 0;
  while (packets.length < OPUS_PACKETS) {
    const name = `packet ${packets.length + 1} of ${OPUS_PACKETS}`;
    if (at + LENGTH_BYTES > bytes.length) return `${name} is missing`;
    const length = view.getUint16(at);
    if (length < 1 || length > LONGEST_PACKET) return `${name} has a length of ${length} bytes`;
    at += LENGTH_BYTES;
    const packet = bytes.subarray(at, at + length);
    if (packet.length < length) return `${name} is cut off`;
    if (!isOneMonoFrame(packet)) return `${name} is not one mono frame of 20 ms`;
    packets.push(packet);
    at += length;
  }
  return at === bytes.length ? packets : `${bytes.length - at} bytes follow the last packet`;
}

/** Reads the table-of-contents byte: configuration in 5 bits, stereo in 1, number of frames in 2. */
function isOneMonoFrame([contents = 0xff]: Uint8Array): boolean {
  return CONFIGURATIONS_OF_20_MS.has(contents >> 3) && (contents & 0b111) === 0;
}
