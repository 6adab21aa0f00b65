import { OPUS_DELAY, PACKET_BYTES, PACKET_SAMPLES, SAMPLE_RATE } from "#protocol/sound";
import { pageChecksum } from "./page-checksum";
import { type ByteRange, type ReadPackets, type SoundFile, within } from "./sound-file";

// Ogg (RFC 3533) with Opus (RFC 7845). Each page but the last holds a second, so that every page begins at a known byte.

const PAGE_PACKETS = SAMPLE_RATE / PACKET_SAMPLES;
/** The packets of this many pages are read from the store at once. */
const PAGES_AT_ONCE = 10;
const PAGE_HEAD = 27;
/** Opus counts samples at 48 kHz. */
const CLOCK = 48_000 / SAMPLE_RATE;
/** The flags of the first and of the last page of a stream. */
const FIRST_PAGE = 2;
const LAST_PAGE = 4;

/**
 * @param stored `packets`: their number; `isOver`: no more follow, so the file ends with its last page
 * @param serial 32 bits that identify the stream
 */
export function oggFile(
  { packets, isOver }: { readonly packets: number; readonly isOver: boolean },
  serial: number,
  readPackets: ReadPackets,
): SoundFile {
  const head = headPages(serial);
  const whole = Math.floor(packets / PAGE_PACKETS);
  // While more sound follows, a page that is not full would change.
  const rest = isOver ? packets % PAGE_PACKETS : 0;
  const pages = whole + (rest > 0 ? 1 : 0);
  const atPage = (index: number) => head.byteLength + index * pageBytes(PAGE_PACKETS);
  const size = atPage(whole) + (rest > 0 ? pageBytes(rest) : 0);

  async function* read(range: ByteRange): AsyncGenerator<Uint8Array, void> {
    const inHead = within(head, 0, range);
    if (inHead.byteLength > 0) yield inHead;
    const first = Math.max(Math.floor((range.from - head.byteLength) / pageBytes(PAGE_PACKETS)), 0);
    const last = Math.min(Math.ceil((range.to - head.byteLength) / pageBytes(PAGE_PACKETS)), pages);
    for (let page = first; page < last; page += PAGES_AT_ONCE) {
      const end = Math.min(page + PAGES_AT_ONCE, last);
      const from = page * PAGE_PACKETS;
      const sound = await readPackets(from, Math.min(end * PAGE_PACKETS, whole * PAGE_PACKETS + rest));
      const made = [];
      for (let index = page; index < end; index += 1) {
        const at = index * PAGE_PACKETS - from;
        const held = sound.subarray(at * PACKET_BYTES, (at + PAGE_PACKETS) * PACKET_BYTES);
        made.push(soundPage(serial, index, held, isOver && index === pages - 1));
      }
      yield within(Buffer.concat(made), atPage(page), range);
    }
  }
  return { type: "audio/ogg", extension: "ogg", size, isDecoded: () => false, read };
}

function pageBytes(packets: number): number {
  return PAGE_HEAD + packets * (1 + PACKET_BYTES);
}

/** The pages with OpusHead and OpusTags. */
function headPages(serial: number): Buffer {
  const id = Buffer.alloc(19);
  id.write("OpusHead", "latin1");
  id.writeUInt8(1, 8); // version
  id.writeUInt8(1, 9); // channels
  id.writeUInt16LE(OPUS_DELAY * CLOCK, 10);
  id.writeUInt32LE(SAMPLE_RATE, 12);
  const vendor = Buffer.from("Interline");
  const tags = Buffer.alloc(8 + 4 + vendor.byteLength + 4);
  tags.write("OpusTags", "latin1");
  tags.writeUInt32LE(vendor.byteLength, 8);
  vendor.copy(tags, 12);
  return Buffer.concat([
    page({ serial, sequence: 0, flags: FIRST_PAGE, granule: 0n }, [id.byteLength], id),
    page({ serial, sequence: 1, flags: 0, granule: 0n }, [tags.byteLength], tags),
  ]);
}

function soundPage(serial: number, index: number, packets: Uint8Array, isLast: boolean): Buffer {
  const count = packets.byteLength / PACKET_BYTES;
  const samples = (index * PAGE_PACKETS + count) * PACKET_SAMPLES;
  const fields = { serial, sequence: index + 2, flags: isLast ? LAST_PAGE : 0, granule: BigInt(samples * CLOCK) };
  return page(fields, new Array<number>(count).fill(PACKET_BYTES), packets);
}

/** The fields of a page's head. */
type HeadFields = {
  readonly serial: number;
  readonly sequence: number;
  readonly flags: number;
  readonly granule: bigint;
};

/** @param sizes the bytes of each of its packets, less than 255 */
function page({ serial, sequence, flags, granule }: HeadFields, sizes: readonly number[], content: Uint8Array): Buffer {
  const bytes = Buffer.alloc(PAGE_HEAD + sizes.length + content.byteLength);
  bytes.write("OggS", "latin1");
  bytes.writeUInt8(flags, 5);
  bytes.writeBigUInt64LE(granule, 6);
  bytes.writeUInt32LE(serial, 14);
  bytes.writeUInt32LE(sequence, 18);
  bytes.writeUInt8(sizes.length, 26);
  bytes.set(sizes, PAGE_HEAD);
  bytes.set(content, PAGE_HEAD + sizes.length);
  bytes.writeUInt32LE(pageChecksum(bytes), 22);
  return bytes;
}
