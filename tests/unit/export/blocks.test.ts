import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK_BYTES, blocksOf } from "#export/blocks";
import { json } from "#export/json";
import { srt } from "#export/srt";
import { cuesOf } from "#export/subtitles/cues";
import { txt } from "#export/txt";
import { vtt } from "#export/vtt";
import type { ExportedSegment, ExportedSession } from "#protocol/export";
import { anySession, choose, joined, WORDS } from "#testing/examples/exported-sessions";

test("blocks have the bytes of the parts in order, and all but the last are full", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("", "ก".repeat(50_000), "x".repeat(BLOCK_BYTES), "y".repeat(BLOCK_BYTES - 1)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (parts) => {
      const blocks = [...blocksOf(parts)];
      expect(Buffer.concat(blocks).equals(Buffer.from(parts.join("")))).toBe(true);
      for (const block of blocks.slice(0, -1)) expect(block).toHaveLength(BLOCK_BYTES);
      for (const { length } of blocks) expect(length).toBeGreaterThan(0);
    }),
    { numRuns: 25 },
  );
});

/** A session that records which lines were read. */
function watched(count: number): { session: ExportedSession; read: () => number } {
  let read = 0;
  const line = (seq: number): ExportedSegment => ({
    ...{
      seq,
      part: 0,
      kind: "speech",
      startMs: seq * 9_000,
      endMs: seq * 9_000 + 4_000,
      pauseMs: null,
      lang: "th-TH",
      speaker: null,
    },
    get text() {
      read = Math.max(read, seq);
      return "น้ำเค็ม".repeat(570);
    },
    words: null,
    translations: {},
  });
  const lines = Array.from({ length: count }, (_, at) => line(at + 1));
  const session = { session: { sourceLang: "th-TH", targetLangs: [], title: "" }, lines };
  return { session: session as unknown as ExportedSession, read: () => read };
}

test.each([
  ["srt", srt],
  ["vtt", vtt],
  ["txt", txt],
  ["json", json],
] as const)("a file in %s costs no more than a few lines before its first block", (format, write) => {
  const { session, read } = watched(200);
  const parts = write(session, choose(format), WORDS)[Symbol.iterator]();
  blocksOf({ [Symbol.iterator]: () => parts }).next();
  // 65,536 bytes are six lines of 4,000 Thai characters.
  expect(read()).toBeLessThan(12);
});

test("cues are cut only on request", () => {
  const { session, read } = watched(200);
  cuesOf(session, { ...choose("srt"), namesInText: true }).next();
  expect(read()).toBeLessThanOrEqual(2);
});

test("JSON equals the result of JSON.stringify", () => {
  fc.assert(
    fc.property(anySession, ({ session, lines }) => {
      const whole = JSON.stringify({ format: "interline-session", version: 1, session, lines }, null, 2);
      expect(joined(json({ session, lines }))).toBe(`${Buffer.from(whole)}\n`);
    }),
  );
});
