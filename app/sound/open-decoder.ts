import { OpusDecoder } from "opus-decoder";
import type { Decoder } from "#export/sound/wav";
import { SAMPLE_RATE } from "#protocol/sound";

const FULL_SCALE = 32_768;

/** Opens a decoder of stored sound: libopus as WebAssembly. */
export async function openDecoder(): Promise<Decoder> {
  const decoder = new OpusDecoder({ sampleRate: SAMPLE_RATE, channels: 1 });
  await decoder.ready;
  return {
    decode(packets) {
      const { channelData, samplesDecoded } = decoder.decodeFrames([...packets]);
      const [samples] = channelData;
      const sound = Buffer.alloc(samplesDecoded * 2);
      for (let at = 0; at < samplesDecoded; at += 1) {
        const sample = Math.round((samples?.[at] ?? 0) * FULL_SCALE);
        sound.writeInt16LE(Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, sample)), at * 2);
      }
      return sound;
    },
    close: () => decoder.free(),
  };
}
