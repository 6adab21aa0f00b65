import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { OpusChunks } from "#gateway/speaking/opus-chunks";
import { OPUS_PACKETS, unpackOpus } from "#protocol/opus";
import { CHUNK_BYTES } from "#protocol/sound";
import { spokenInOpus } from "#testing/examples/spoken-in-opus";

const spoken = spokenInOpus();
let inOrder: Uint8Array[];

beforeAll(async () => {
  inOrder = decodeAll(await OpusChunks.open(), spoken.chunks);
});

function decodeAll(decoder: OpusChunks, chunks: readonly Uint8Array[]): Uint8Array[] {
  return chunks.map((chunk) => {
    const packets = unpackOpus(chunk);
    if (typeof packets === "string") throw new Error(packets);
    const sound = decoder.decode(packets);
    if (!sound) throw new Error("a chunk is not decoded");
    return sound;
  });
}

const samplesOf = (sound: Uint8Array) => new Int16Array(sound.slice().buffer);

/** The likeness of two sounds of the same time, 0 to 1. */
function correlation(a: Uint8Array, b: Uint8Array): number {
  const [left, right] = [samplesOf(a), samplesOf(b)];
  const product = (x: Int16Array, y: Int16Array) => x.reduce((sum, sample, i) => sum + sample * (y[i] ?? 0), 0);
  return product(left, right) / Math.sqrt(product(left, left) * product(right, right));
}

/** The level of a difference below the level of the sound, dB. */
function distance(sound: Uint8Array, other: Uint8Array): number {
  const [left, right] = [samplesOf(sound), samplesOf(other)];
  const power = left.reduce((sum, sample) => sum + sample ** 2, 0);
  const difference = left.reduce((sum, sample, i) => sum + (sample - (right[i] ?? 0)) ** 2, 0);
  return 10 * Math.log10(power / Math.max(1, difference));
}

describe("the decoder of chunks in Opus", () => {
  test("gives the sound that was spoken, at its time", () => {
    const decoded = new Uint8Array(Buffer.concat(inOrder));
    expect(decoded).toHaveLength(spoken.pcm.length);
    expect(correlation(spoken.pcm, decoded)).toBeGreaterThan(0.99);
    // A sixteenth of a millisecond earlier or later it is less like it.
    for (const [sound, other] of [
      [spoken.pcm, decoded],
      [decoded, spoken.pcm],
    ] as const)
      expect(correlation(sound.subarray(2), other.subarray(0, -2))).toBeLessThan(0.99);
  });

  test("gives the same sound without the chunks before, and after chunks of others", async () => {
    for (const [i, expected] of inOrder.entries()) {
      const chunk = spoken.chunks[i] ?? new Uint8Array();
      const [alone] = decodeAll(await OpusChunks.open(), [chunk]);
      const [, after] = decodeAll(await OpusChunks.open(), [spoken.chunks[(i + 5) % 10] ?? chunk, chunk]);
      expect(distance(expected, alone ?? expected)).toBeGreaterThan(20);
      expect(distance(expected, after ?? expected)).toBeGreaterThan(20);
    }
  });

  test("gives exactly one chunk for any bytes in the frames, or null, and decodes the next chunk as before", async () => {
    const decoder = await OpusChunks.open();
    const contents = fc.constantFrom(1, 5, 9, 13, 15, 19, 23, 27, 31);
    const packet = fc
      .tuple(contents, fc.uint8Array({ maxLength: 200 }))
      .map(([configuration, frame]) => new Uint8Array([configuration << 3, ...frame]));
    fc.assert(
      fc.property(fc.array(packet, { minLength: OPUS_PACKETS, maxLength: OPUS_PACKETS }), (packets) => {
        expect([CHUNK_BYTES, undefined]).toContain(decoder.decode(packets)?.byteLength);
      }),
      { numRuns: 50 },
    );
    const [, second] = decodeAll(decoder, spoken.chunks);
    expect(correlation(inOrder[1] ?? spoken.pcm, second ?? spoken.pcm)).toBeGreaterThan(0.99);
  });
});
