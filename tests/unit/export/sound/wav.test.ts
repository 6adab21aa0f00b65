import fc from "fast-check";
import { expect, test } from "vitest";
import { type Decoder, wavFile } from "#export/sound/wav";
import { OPUS_DELAY, PACKET_SAMPLES } from "#protocol/sound";
import { numberedPackets, readRange } from "./sound-file";

/** Decodes each packet to the numbers of its samples in the stream. Unlike a codec's, no packet depends on those before it. */
async function openDecoder(): Promise<Decoder> {
  return {
    decode(packets) {
      const sound = Buffer.alloc(packets.length * PACKET_SAMPLES * 2);
      for (const [at, packet] of packets.entries()) {
        const number = Buffer.from(packet).readUInt32LE(0);
        for (let n = 0; n < PACKET_SAMPLES; n += 1)
          sound.writeUInt16LE((number * PACKET_SAMPLES + n) & 0xffff, (at * PACKET_SAMPLES + n) * 2);
      }
      return sound;
    },
    close() {},
  };
}

const file = (packets: number) => wavFile(packets, numberedPackets, openDecoder);

test("the file has a head with the number of its samples, and leaves out the samples by which the encoder is late", async () => {
  const bytes = await readRange(file(120));
  const samples = 120 * PACKET_SAMPLES - OPUS_DELAY;
  expect(bytes.byteLength).toBe(44 + samples * 2);
  expect(bytes.toString("latin1", 0, 4)).toBe("RIFF");
  expect(bytes.readUInt32LE(4)).toBe(bytes.byteLength - 8);
  expect(bytes.readUInt32LE(40)).toBe(samples * 2);
  expect(bytes.readUInt16LE(44)).toBe(OPUS_DELAY);
  expect(bytes.readUInt16LE(bytes.byteLength - 2)).toBe(120 * PACKET_SAMPLES - 1);
});

test("any range is that part of the file", async () => {
  const whole = await readRange(file(180));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.byteLength - 1), fc.nat(whole.byteLength), async (a, b) => {
      const range = { from: Math.min(a, b), to: Math.max(a + 1, b) };
      expect((await readRange(file(180), range)).equals(whole.subarray(range.from, range.to))).toBe(true);
    }),
  );
});
