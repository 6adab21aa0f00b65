import fc from "fast-check";
import { expect, test } from "vitest";
import { oggFile } from "#export/sound/ogg";
import { pageChecksum } from "#export/sound/page-checksum";
import { PACKET_BYTES } from "#protocol/sound";
import { numberedPackets, readRange } from "./sound-file";

const SERIAL = 0x1234abcd;
const file = (packets: number, isOver = true) => oggFile({ packets, isOver }, SERIAL, numberedPackets);

type Page = { readonly flags: number; readonly granule: number; readonly sequence: number; readonly content: Buffer };

/** Takes a file apart, and checks the checksum of every page. */
function pagesOf(bytes: Buffer): Page[] {
  const pages: Page[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    expect(bytes.toString("latin1", at, at + 4)).toBe("OggS");
    const segments = bytes.readUInt8(at + 26);
    const sizes = bytes.subarray(at + 27, at + 27 + segments);
    const end = at + 27 + segments + sizes.reduce((sum, size) => sum + size, 0);
    const page = Buffer.from(bytes.subarray(at, end));
    const checksum = page.readUInt32LE(22);
    page.writeUInt32LE(0, 22);
    expect(pageChecksum(page)).toBe(checksum);
    expect(page.readUInt32LE(14)).toBe(SERIAL);
    pages.push({
      flags: page.readUInt8(5),
      granule: Number(page.readBigUInt64LE(6)),
      sequence: page.readUInt32LE(18),
      content: page.subarray(27 + segments),
    });
    at = end;
  }
  return pages;
}

test("the checksum is the one of RFC 3533: the CRC-32 with polynomial 0x04c11db7, unreflected, from 0", () => {
  expect(pageChecksum(Buffer.from("123456789"))).toBe(0x89a1897f);
});

test("each page holds a second, in order; the last page holds the rest, and has the flag of the last page", async () => {
  const bytes = await readRange(file(560));
  const [head, tags, ...sound] = pagesOf(bytes);
  expect(bytes.byteLength).toBe(file(560).size);
  expect(head).toMatchObject({ flags: 2, sequence: 0, granule: 0 });
  expect(head?.content.toString("latin1", 0, 8)).toBe("OpusHead");
  expect(tags?.content.toString("latin1", 0, 8)).toBe("OpusTags");
  expect(sound.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, at) => at + 2));
  expect(sound.map(({ granule }) => granule)).toEqual([
    ...Array.from({ length: 11 }, (_, at) => (at + 1) * 48_000),
    537_600,
  ]);
  expect(sound.map(({ flags }) => flags)).toEqual([...new Array(11).fill(0), 4]);
  const packets = Buffer.concat(sound.map(({ content }) => content));
  expect(packets).toEqual(await numberedPackets(0, 560));
});

test("while more sound follows, the file ends with its last whole second, and the longer file begins with it", async () => {
  const live = await readRange(file(130, false));
  expect(pagesOf(live).at(-1)).toMatchObject({ flags: 0, granule: 96_000 });
  const later = await readRange(file(560));
  expect(later.subarray(0, live.byteLength)).toEqual(live);
});

test("any range is that part of the file", async () => {
  const whole = await readRange(file(1_234));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.byteLength - 1), fc.nat(whole.byteLength), async (a, b) => {
      const range = { from: Math.min(a, b), to: Math.max(a + 1, b) };
      expect((await readRange(file(1_234), range)).equals(whole.subarray(range.from, range.to))).toBe(true);
    }),
  );
});

test("a range reads only the packets of its pages", async () => {
  const read: number[] = [];
  const counting = oggFile({ packets: 180_000, isOver: true }, SERIAL, async (from, to) => {
    read.push(to - from);
    return Buffer.alloc((to - from) * PACKET_BYTES);
  });
  await readRange(counting, { from: counting.size - 2_000, to: counting.size });
  expect(read).toEqual([50]);
});
