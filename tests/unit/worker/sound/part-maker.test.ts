import { expect, test } from "vitest";
import { openDecoder } from "#app/sound/open-decoder";
import { OPUS_DELAY, PACKET_BYTES, PACKET_SAMPLES } from "#protocol/sound";
import { SILENT_PACKET } from "#store/sound/silent-packet";
import { faultsOfSound } from "#testing/sound/compare-sound";
import { chunkSinging } from "#testing/sound/melody";
import { range } from "#testing/stack/expect-complete";
import { PartMaker } from "#worker/sound/part-maker";
import { SoundEncoder } from "#worker/sound/sound-encoder";

const chunk = (k: number) => Buffer.from(chunkSinging(k));

function packetsOf(packets: Uint8Array): Uint8Array[] {
  return range(0, packets.byteLength / PACKET_BYTES - 1).map((at) =>
    packets.subarray(at * PACKET_BYTES, (at + 1) * PACKET_BYTES),
  );
}

/** Decoded sound without the samples by which the encoder is late. */
async function decode(...parts: Uint8Array[]): Promise<Int16Array> {
  const decoder = await openDecoder();
  const sound = decoder.decode(parts.flatMap(packetsOf));
  decoder.close();
  return new Int16Array(sound.buffer, sound.byteOffset, sound.byteLength / 2).slice(OPUS_DELAY);
}

test("parts follow each other: decoded together they are the sound that was added", async () => {
  const maker = new PartMaker(0, null);
  for (const k of [1, 2, 3]) maker.add(chunk(k));
  const first = maker.endPart();
  for (const k of [4, 5]) maker.add(chunk(k));
  const second = maker.endPart();
  maker.close();
  expect([first?.first, first?.end, second?.first, second?.end]).toEqual([0, 9_600, 9_600, 16_000]);
  expect(maker.endPart()).toBeNull();
  expect(faultsOfSound(await decode(first!.part.packets, second!.part.packets), [1, 2, 3, 4, 5])).toEqual([]);
});

test("a worker that takes over continues with the tail: not even the samples that the encoder held back are missing", async () => {
  const tone = Int16Array.from({ length: 6_400 }, (_, at) => Math.round(9_000 * Math.sin(at / 6)));
  const half = (from: number) => Buffer.from(tone.slice(from, from + 3_200).buffer);
  const before = new PartMaker(0, null);
  before.add(half(0));
  const { part, end } = before.endPart()!;
  before.close();
  // The last samples before the end are in the first packet after it.
  const seam = async (tail: Uint8Array | null) => {
    const after = new PartMaker(end, tail);
    after.add(half(end));
    const next = after.endPart()!;
    after.close();
    const decoded = await decode(part.packets, next.part.packets);
    const held = range(end - OPUS_DELAY, end - 1);
    return held.reduce((sum, at) => sum + Math.abs((decoded[at] ?? 0) - (tone[at] ?? 0)), 0) / held.length;
  };
  expect(await seam(part.tail)).toBeLessThan(500);
  expect(await seam(null)).toBeGreaterThan(1_000);
});

test("a part has a peak for each tenth of a second, from 0 for silence to 255", () => {
  const maker = new PartMaker(0, null);
  maker.add(Buffer.alloc(3_200));
  maker.add(Buffer.from(new Int16Array(1_600).fill(-32_768).buffer));
  maker.add(Buffer.from(new Int16Array(PACKET_SAMPLES).fill(16_384).buffer));
  const { part } = maker.endPart()!;
  maker.close();
  expect([...part.peaks]).toEqual([0, 255, 128]);
});

test("the packet of lost sound is what the encoder makes of silence, and decodes to silence", async () => {
  const encoder = new SoundEncoder();
  expect(encoder.encode(new Uint8Array(PACKET_SAMPLES * 2))).toEqual(SILENT_PACKET);
  encoder.close();
  expect([...new Set(await decode(SILENT_PACKET, SILENT_PACKET))]).toEqual([0]);
});

test("a thousand encoders at once do not disturb each other", () => {
  const makers = range(1, 1_000).map(() => new PartMaker(0, null));
  for (const maker of makers) maker.add(chunk(7));
  const [one, ...others] = makers.map((maker) => Buffer.from(maker.endPart()!.part.packets));
  for (const maker of makers) maker.close();
  expect(others.every((packets) => one?.equals(packets))).toBe(true);
});
