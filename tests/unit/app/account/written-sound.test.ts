import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { writtenSound } from "#app/account/written-sound";
import type { SoundFile } from "#export/sound/sound-file";

/** A file that is read in blocks of these sizes. */
function fileOf(sizes: readonly number[]): { file: SoundFile; bytes: Buffer } {
  const blocks = sizes.map((size) => randomBytes(size));
  const bytes = Buffer.concat(blocks);
  async function* read() {
    yield* blocks;
  }
  return { file: { type: "", extension: "", size: bytes.byteLength, isDecoded: () => false, read }, bytes };
}

async function written(file: SoundFile, pieceBytes?: number): Promise<string[]> {
  let text = "";
  for await (const piece of writtenSound(file, pieceBytes)) text += piece;
  return JSON.parse(text);
}

describe("sound in the download of own data", () => {
  test.each([
    [[1_000, 1_000, 1_000], 300],
    [[1, 2, 3, 4, 5], 6],
    [[600], 300],
    [[299, 2, 299, 301], 300],
    [[7], 3],
    [[5_000], 3],
    [[], 300],
  ])("blocks of %j are strings of at most %d bytes, which decode to the file", async (sizes, most) => {
    const { file, bytes } = fileOf(sizes);
    const pieces = (await written(file, most)).map((piece) => Buffer.from(piece, "base64"));
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    for (const piece of pieces.slice(0, -1)) expect(piece.byteLength).toBe(most);
    expect(pieces.at(-1)?.byteLength).toBeLessThanOrEqual(most);
  });

  test("of an hour is one string", async () => {
    const { file, bytes } = fileOf(Array(11).fill(1_000_000));
    const pieces = await written(file);
    expect(pieces).toHaveLength(1);
    expect(Buffer.from(pieces[0] ?? "", "base64").equals(bytes)).toBe(true);
  });
});
