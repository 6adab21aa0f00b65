import fc from "fast-check";
import { expect, test } from "vitest";
import { Chunker } from "#app/microphone/chunker";
import { KeptSound } from "#app/speaking/kept-sound";
import { CHUNK_BYTES, CHUNK_SAMPLES, SAMPLE_RATE } from "#protocol/sound";

const action = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), chunks: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant("anchor" as const), sample: fc.integer({ min: -32_000, max: 1_000 * CHUNK_SAMPLES }) }),
);

/** A minute. */
const MOST = 300;

test("the kept sound is one unbroken range up to the newest chunk, at most as long as it may be, with all chunks after the anchor", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
      const kept = new KeptSound([], MOST);
      let anchor = 0;
      for (const step of actions) {
        if (step.kind === "anchor") {
          anchor = Math.max(anchor, step.sample);
          kept.anchored(step.sample);
        } else {
          for (let i = 0; i < step.chunks; i += 1) kept.add(Uint8Array.of((kept.last + 1) % 251));
        }
        const uncovered = Math.floor(anchor / CHUNK_SAMPLES) + 1;
        expect(kept.last - kept.first + 1).toBeLessThanOrEqual(MOST);
        expect(kept.first).toBeLessThanOrEqual(Math.max(uncovered, kept.last - MOST + 1));
        const isRight = (n: number) => {
          const isKept = n >= kept.first && n <= kept.last;
          const missing = kept.missing(n);
          const isSaidMissing = missing?.from === n && missing.to === kept.first - 1;
          return kept.get(n)?.[0] === (isKept ? n % 251 : undefined) && (n < kept.first ? isSaidMissing : !missing);
        };
        const all = Array.from({ length: kept.last + 1 }, (_, i) => i + 1);
        expect(all.filter((n) => !isRight(n))).toEqual([]);
      }
    }),
    { numRuns: 50 },
  );
});

test("an anchor releases sound, except for the last seconds before it", () => {
  const kept = new KeptSound();
  for (let i = 0; i < 100; i += 1) kept.add(new Uint8Array(1));
  kept.anchored(10 * SAMPLE_RATE);
  expect(kept.first).toBe(26);
});

test("samples in pieces of any length become the same chunks, and a flush pads the last one with silence", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4 * CHUNK_SAMPLES }), { maxLength: 6 }), (lengths) => {
      const total = lengths.reduce((sum, length) => sum + length, 0);
      const samples = Int16Array.from({ length: total }, (_, i) => ((i * 31) % 65_536) - 32_768);
      const chunker = new Chunker();
      const chunks: Uint8Array[] = [];
      let at = 0;
      for (const length of lengths) {
        chunks.push(...chunker.push(samples.subarray(at, at + length)));
        at += length;
      }
      const rest = chunker.flush();
      if (rest) chunks.push(rest);
      expect(chunker.flush()).toBeNull();
      expect(chunks.every(({ byteLength }) => byteLength === CHUNK_BYTES)).toBe(true);
      const bytes = Buffer.concat(chunks);
      expect(bytes.length).toBe(Math.ceil(total / CHUNK_SAMPLES) * CHUNK_BYTES);
      expect(bytes.subarray(0, total * 2).equals(Buffer.from(samples.buffer))).toBe(true);
      expect(bytes.subarray(total * 2).every((byte) => byte === 0)).toBe(true);
    }),
    { numRuns: 30 },
  );
});
