import { OPUS_DELAY, PACKET_BYTES, PACKET_SAMPLES, SAMPLE_RATE } from "#protocol/sound";
import { type ByteRange, type ReadPackets, type SoundFile, within } from "./sound-file";

const HEAD = 44;
const SAMPLE_BYTES = 2;
/** Packets that are decoded at once: a second of sound takes about 2 ms. */
const PACKETS_AT_ONCE = SAMPLE_RATE / PACKET_SAMPLES;
/** Packets that a decoder hears before a range, so that it does not matter where the range begins: 80 ms. */
const PRE_ROLL = 4;
/** RIFF counts bytes in 32 bits: 37 hours. */
const MOST_BYTES = 2 ** 32 - 1;

/** Decodes packets in order. */
export type Decoder = {
  /** @returns PCM of `PACKET_SAMPLES` per packet */
  decode(packets: readonly Uint8Array[]): Buffer;
  close(): void;
};

/** The sound as PCM, for browsers that cannot play Opus in Ogg. */
export function wavFile(packets: number, readPackets: ReadPackets, openDecoder: () => Promise<Decoder>): SoundFile {
  // The encoder holds back the last samples.
  const samples = Math.max(packets * PACKET_SAMPLES - OPUS_DELAY, 0);
  const size = HEAD + samples * SAMPLE_BYTES;
  const head = headOf(samples * SAMPLE_BYTES);

  const isDecoded = ({ to }: ByteRange) => to > HEAD;

  async function* read(range: ByteRange): AsyncGenerator<Uint8Array, void> {
    const inHead = within(head, 0, range);
    if (inHead.byteLength > 0) yield inHead;
    if (!isDecoded(range)) return;
    const decoder = await openDecoder();
    try {
      const packetOf = (byte: number) => ((byte - HEAD) / SAMPLE_BYTES + OPUS_DELAY) / PACKET_SAMPLES;
      const first = Math.max(Math.floor(packetOf(Math.max(range.from, HEAD))) - PRE_ROLL, 0);
      const last = Math.min(Math.ceil(packetOf(range.to)), packets);
      for (let packet = first; packet < last; packet += PACKETS_AT_ONCE) {
        const read = await readPackets(packet, Math.min(packet + PACKETS_AT_ONCE, last));
        const at = HEAD + (packet * PACKET_SAMPLES - OPUS_DELAY) * SAMPLE_BYTES;
        const sound = within(decoder.decode(split(read)), at, { from: Math.max(range.from, HEAD), to: range.to });
        if (sound.byteLength > 0) yield sound;
      }
    } finally {
      decoder.close();
    }
  }
  return { type: "audio/wav", extension: "wav", size, isDecoded, read };
}

function split(packets: Uint8Array): Uint8Array[] {
  return Array.from({ length: packets.byteLength / PACKET_BYTES }, (_, at) =>
    packets.subarray(at * PACKET_BYTES, (at + 1) * PACKET_BYTES),
  );
}

function headOf(bytes: number): Buffer {
  const head = Buffer.alloc(HEAD);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(Math.min(bytes + HEAD - 8, MOST_BYTES), 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // channels
  head.writeUInt32LE(SAMPLE_RATE, 24);
  head.writeUInt32LE(SAMPLE_RATE * SAMPLE_BYTES, 28);
  head.writeUInt16LE(SAMPLE_BYTES, 32);
  head.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(Math.min(bytes, MOST_BYTES), 40);
  return head;
}
