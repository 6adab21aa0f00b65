import { expect, test } from "vitest";
import { requestedRange } from "#app/sound/requested-range";

test.each([
  ["bytes=0-0", { from: 0, to: 1 }],
  ["bytes=10-19", { from: 10, to: 20 }],
  ["bytes=90-", { from: 90, to: 100 }],
  ["bytes=90-5000", { from: 90, to: 100 }],
  ["bytes=90-9999999999999999999", { from: 90, to: 100 }],
  ["bytes=9999999999999999999-", "unsatisfiable"],
  ["bytes=-10", { from: 90, to: 100 }],
  ["bytes=-5000", { from: 0, to: 100 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  // The whole file: none, several, or no range of bytes.
  [null, null],
  ["", null],
  ["bytes=-", null],
  ["bytes=20-10", null],
  ["bytes=0-1,5-6", null],
  ["bytes=a-b", null],
  ["seconds=0-1", null],
  [`bytes=${"9".repeat(400)}-`, null],
])("Range: %s of 100 bytes", (header, range) => {
  expect(requestedRange(header, 100)).toEqual(range);
});
