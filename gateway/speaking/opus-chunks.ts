import { OpusDecoder } from "opus-decoder";
import { OPUS_SAMPLES } from "#protocol/opus";
import { CHUNK_BYTES, CHUNK_SAMPLES, SAMPLE_RATE } from "#protocol/sound";

const FULL_SCALE = 32_768;

/**
 * Decodes one speaker's chunks (`protocol/opus.ts`). It is WebAssembly: whatever the packets hold, they reach no memory outside.
 * Each speaker has one of its own, so that no sound of another is in its state.
 */
export class OpusChunks {
  readonly #decoder: OpusDecoder<typeof SAMPLE_RATE>;

  private constructor(decoder: OpusDecoder<typeof SAMPLE_RATE>) {
    this.#decoder = decoder;
  }

  static async open(): Promise<OpusChunks> {
    const decoder = new OpusDecoder({ sampleRate: SAMPLE_RATE, channels: 1 });
    await decoder.ready;
    return new OpusChunks(decoder);
  }

  /** @returns the chunk as PCM; null: the packets are corrupt */
  decode(packets: readonly Uint8Array[]): Buffer | null {
    const { channelData, samplesDecoded, errors } = this.#decoder.decodeFrames([...packets]);
    const [samples] = channelData;
    if (!samples || errors.length > 0 || samplesDecoded !== OPUS_SAMPLES) return null;
    // A Buffer: ioredis sends other arrays of bytes as text.
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let i = 0; i < CHUNK_SAMPLES; i += 1) {
      const sample = Math.round((samples[OPUS_SAMPLES - CHUNK_SAMPLES + i] ?? 0) * FULL_SCALE);
      chunk.writeInt16LE(Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, sample)), i * 2);
    }
    return chunk;
  }
}
