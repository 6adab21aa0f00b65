import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OPUS_PACKETS, packOpus, unpackOpus } from "#protocol/opus";
import { spokenInOpus } from "#testing/examples/spoken-in-opus";

/** SILK, 20 ms, mono, one frame. */
const CONTENTS = 9 << 3;

function packets(change: { readonly first?: Uint8Array } = {}): Uint8Array[] {
  const usual = Array.from({ length: OPUS_PACKETS }, (_, i) => new Uint8Array([CONTENTS, i, i + 1]));
  return change.first ? [change.first, ...usual.slice(1)] : usual;
}

describe("a chunk in Opus", () => {
  test("is unpacked into the packets that were packed", () => {
    expect(unpackOpus(packOpus(packets()))).toEqual(packets());
  });

  test("of a browser is twelve packets of less than 1 kB together", () => {
    for (const chunk of spokenInOpus().chunks) {
      expect(unpackOpus(chunk)).toHaveLength(OPUS_PACKETS);
      expect(chunk.length).toBeLessThan(1_000);
    }
  });

  test("that is truncated at any place is refused, with the packet that is missing or cut off", () => {
    const whole = packOpus(packets());
    for (let length = 0; length < whole.length; length += 1) {
      const packet = Math.floor(length / 5) + 1;
      const reason = length % 5 < 2 ? "is missing" : "is cut off";
      expect(unpackOpus(whole.subarray(0, length))).toBe(`packet ${packet} of 12 ${reason}`);
    }
  });

  test("with bytes after it is refused", () => {
    expect(unpackOpus(new Uint8Array([...packOpus(packets()), 0]))).toBe("1 bytes follow the last packet");
  });

  test.each([
    ["in stereo", [CONTENTS | 0b100]],
    ["with two frames of the same size", [CONTENTS | 0b001, 1, 1]],
    ["with two frames", [CONTENTS | 0b010, 1, 1]],
    ["with any number of frames", [CONTENTS | 0b011, 48]],
    ["of 10 ms", [8 << 3, 1]],
    ["of 60 ms", [11 << 3, 1]],
    ["of 2.5 ms", [16 << 3, 1]],
  ])("with a packet %s is refused: it would decode to another length", (_, first) => {
    const chunk = packets({ first: new Uint8Array(first) });
    expect(() => packOpus(chunk)).toThrow("packet 1 of 12 is not one mono frame of 20 ms");
  });

  test.each([0, 1_276])("with a packet of %i bytes is refused", (length) => {
    const first = new Uint8Array(length).fill(CONTENTS);
    expect(() => packOpus(packets({ first }))).toThrow(`packet 1 of 12 has a length of ${length} bytes`);
  });

  test("of random bytes is refused, or is twelve packets that pack to the same bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const unpacked = unpackOpus(bytes);
        if (typeof unpacked !== "string") expect(packOpus(unpacked)).toEqual(bytes);
      }),
    );
  });
});
