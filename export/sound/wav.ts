import { OPUS_DELAY, PACKET_BYTES, PACKET_SAMPLES, SAMPLE_RATE, WAV_HEAD_BYTES } from "#protocol/sound";
import { type ByteRange, type ReadPackets, type SoundFile, within } from "./sound-file";

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
  const size = WAV_HEAD_BYTES + samples * SAMPLE_BYTES;
  const head = wavHead(samples * SAMPLE_BYTES, SAMPLE_RATE);

  const isDecoded = ({ to }: ByteRange) => to > WAV_HEAD_BYTES;

  async function* read(range: ByteRange): AsyncGenerator<Uint8Array, void> {
    const inHead = within(head, 0, range);
    if (inHead.byteLength > 0) yield inHead;
    if (!isDecoded(range)) return;
    const decoder = await openDecoder();
    try {
      const packetOf = (byte: number) => ((byte - WAV_HEAD_BYTES) / SAMPLE_BYTES + OPUS_DELAY) / PACKET_SAMPLES;
      const first = Math.max(Math.floor(packetOf(Math.max(range.from, WAV_HEAD_BYTES))) - PRE_ROLL, 0);
      const last = Math.min(Math.ceil(packetOf(range.to)), packets);
      for (let packet = first; packet < last; packet += PACKETS_AT_ONCE) {
        const read = await readPackets(packet, Math.min(packet + PACKETS_AT_ONCE, last));
        const at = WAV_HEAD_BYTES + (packet * PACKET_SAMPLES - OPUS_DELAY) * SAMPLE_BYTES;
        const sound = within(decoder.decode(split(read)), at, {
          from: Math.max(range.from, WAV_HEAD_BYTES),
          to: range.to,
        });
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

/** The head of a WAV file of 16 bits, mono. @param bytes of its sound @param rate samples per second */
export function wavHead(bytes: number, rate: number): Buffer {
  const head = Buffer.alloc(WAV_HEAD_BYTES);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(Math.min(bytes + WAV_HEAD_BYTES - 8, MOST_BYTES), 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // channels
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * SAMPLE_BYTES, 28);
  head.writeUInt16LE(SAMPLE_BYTES, 32);
  head.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(Math.min(bytes, MOST_BYTES), 40);
  return head;
}
