import fc from "fast-check";
import { expect, test } from "vitest";
import { readWav, WavError } from "#scripts/wav";

type Chunk = { name: string; body: Buffer; size?: number; pad?: boolean };

function chunk({ name, body, size = body.length, pad = true }: Chunk): Buffer {
  const header = Buffer.alloc(8);
  header.write(name, "latin1");
  header.writeUInt32LE(size, 4);
  return Buffer.concat([header, body, Buffer.alloc(pad ? body.length % 2 : 0)]);
}

function riff(...chunks: Chunk[]): Buffer {
  const body = Buffer.concat([Buffer.from("WAVE"), ...chunks.map(chunk)]);
  const header = Buffer.alloc(8);
  header.write("RIFF");
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body]);
}

function fmt({ encoding = 1, channels = 1, rate = 16_000, bits = 16, extra = Buffer.alloc(0) } = {}): Chunk {
  const body = Buffer.alloc(16);
  body.writeUInt16LE(encoding, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(rate, 4);
  body.writeUInt32LE((rate * channels * bits) / 8, 8);
  body.writeUInt16LE((channels * bits) / 8, 12);
  body.writeUInt16LE(bits, 14);
  return { name: "fmt ", body: Buffer.concat([body, extra]) };
}

function data(samples: number[], options: Partial<Chunk> = {}): Chunk {
  const body = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => void body.writeInt16LE(sample, i * 2));
  return { name: "data", body, ...options };
}

const SAMPLES = [0, 1, -1, 32_767, -32_768];

test("16 bits, mono, 16 kHz pass unchanged", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1 }), (samples) => {
      expect([...readWav(riff(fmt(), data(samples)))]).toEqual(samples);
    }),
  );
});

const list = (length: number): Chunk => ({ name: "LIST", body: Buffer.alloc(length, 7) });

test.each<[string, Chunk[]]>([
  ["other chunks before, between and after", [list(4), fmt(), list(26), data(SAMPLES), list(8)]],
  ["an odd chunk with its pad byte", [list(3), fmt(), data(SAMPLES)]],
  ["an odd chunk whose pad byte was left out", [fmt(), { ...list(3), pad: false }, data(SAMPLES)]],
  ["the sound before the format", [data(SAMPLES), fmt()]],
  ["a format with an empty extension", [fmt({ extra: Buffer.alloc(2) }), data(SAMPLES)]],
  [
    "an extensible format",
    [
      fmt({ encoding: 0xfffe, extra: Buffer.from(`1600100004000000${"0100000000001000800000aa00389b71"}`, "hex") }),
      data(SAMPLES),
    ],
  ],
  ["a length that was never filled in", [fmt(), data(SAMPLES, { size: 0xffffffff })]],
  ["a length beyond the end of the file", [fmt(), data(SAMPLES, { size: 4_000 })]],
])("reads %s", (_what, chunks) => {
  expect([...readWav(riff(...chunks))]).toEqual(SAMPLES);
});

test("half a sample at the end is ignored", () => {
  const odd = { ...data(SAMPLES), body: Buffer.concat([data(SAMPLES).body, Buffer.of(9)]) };
  expect([...readWav(riff(fmt(), odd))]).toEqual(SAMPLES);
});

test("a file inside a larger buffer is read where it is", () => {
  const file = riff(fmt(), data(SAMPLES));
  const larger = Buffer.concat([Buffer.alloc(5), file]);
  expect([...readWav(larger.subarray(5))]).toEqual(SAMPLES);
});

test.each<[string, Buffer, Parameters<typeof fmt>[0], number[]]>([
  ["8 bits", Buffer.of(128, 255, 0), { bits: 8 }, [0, 32_512, -32_768]],
  ["24 bits", Buffer.of(0, 0, 0x40, 0xff, 0xff, 0x7f, 0, 0, 0x80), { bits: 24 }, [16_384, 32_767, -32_768]],
  ["32 bits", Buffer.from(Int32Array.of(1 << 30, -(1 << 30)).buffer), { bits: 32 }, [16_384, -16_384]],
  [
    "floats, also beyond full scale and not numbers",
    Buffer.from(Float32Array.of(0.5, -1, 3, Number.NaN).buffer),
    { encoding: 3, bits: 32 },
    [16_384, -32_768, 32_767, 0],
  ],
  ["stereo", Buffer.from(Int16Array.of(100, 200, -100, -300).buffer), { channels: 2 }, [150, -200]],
])("converts %s", (_what, body, format, expected) => {
  expect([...readWav(riff(fmt(format), { name: "data", body }))]).toEqual(expected);
});

test.each<[string, Buffer, RegExp]>([
  ["nothing", Buffer.alloc(0), /not a WAV file/],
  ["something else", Buffer.from("ID3 this is no wave file at all"), /not a WAV file/],
  ["a big-endian RIFX", Buffer.concat([Buffer.from("RIFX"), riff(fmt()).subarray(4)]), /not a WAV file/],
  ["a format length beyond the file", riff({ ...fmt(), size: 0x66666666 }, data([])), /no complete "fmt " chunk/],
  [
    "half a format",
    riff({ name: "fmt ", body: fmt().body.subarray(0, 10) }, data(SAMPLES)),
    /no complete "fmt " chunk/,
  ],
  ["no format at all", riff(data(SAMPLES)), /no complete "fmt " chunk/],
  [
    "a monstrous chunk instead of sound",
    riff(fmt(), { name: "HURF", body: Buffer.alloc(5_000, "x"), size: 0x39393939 }),
    /no "data" chunk/,
  ],
  ["no sound", riff(fmt(), data([])), /holds no sound/],
  [
    "a wild sample rate",
    riff(fmt({ rate: 1_092_676 }), data(SAMPLES)),
    /1092676 samples per second[\s\S]*ffmpeg[\s\S]*sox/,
  ],
  ["telephone sound", riff(fmt({ encoding: 7, bits: 8 }), data(SAMPLES)), /encoding 7[\s\S]*ffmpeg/],
  ["no channel", riff(fmt({ channels: 0 }), data(SAMPLES)), /0 channels/],
  ["bits that do not exist", riff(fmt({ bits: 13 }), data(SAMPLES)), /13 bits/],
])("refuses %s in a sentence", (_what, file, sentence) => {
  expect(() => readWav(file)).toThrow(WavError);
  expect(() => readWav(file)).toThrow(sentence);
});

test("any bytes are read or refused with a WavError", () => {
  const good = riff(fmt(), list(3), data(SAMPLES));
  const broken = fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(good.length));
  fc.assert(
    fc.property(broken, ([at, byte, length]) => {
      const bytes = Buffer.from(good.subarray(0, length));
      if (at < bytes.length) bytes[at] = byte;
      try {
        expect(readWav(bytes)).toBeInstanceOf(Int16Array);
      } catch (error) {
        expect(error).toBeInstanceOf(WavError);
      }
    }),
    { numRuns: 2_000 },
  );
});
