import { expect, test } from "vitest";
import { elapsedMs } from "#app/live/elapsed";
import { SAMPLE_RATE } from "#protocol/sound";

const none = { anchor: 0, covered: 0, arrived: 0, sender: null };
const seconds = (count: number) => count * SAMPLE_RATE;

test("the clock of a page that speaks counts its sound from the beginning of its take", () => {
  const sender = { takeStartMs: 30_000, recordedMs: 5_200 };
  expect(elapsedMs({ ...none, anchor: seconds(32), sender }, 35_000)).toBe(35_200);
});

test("before the take is known the clock counts from the sound that has arrived", () => {
  expect(elapsedMs({ ...none, arrived: seconds(35), sender: { takeStartMs: null, recordedMs: 400 } }, null)).toBe(
    35_400,
  );
});

test("a new page shows no time until the gateway reports the arrived sound, then at least its length", () => {
  expect(elapsedMs({ ...none, anchor: seconds(32), arrived: null }, null)).toBeNull();
  expect(elapsedMs({ ...none, anchor: seconds(32), arrived: seconds(35) }, null)).toBe(35_000);
});

test("the clock never runs backwards, neither after a reload nor with a new recogniser", () => {
  expect(elapsedMs({ ...none, anchor: seconds(32), arrived: null }, 35_800)).toBe(35_800);
  expect(elapsedMs({ ...none, sender: { takeStartMs: 35_400, recordedMs: 200 } }, 35_800)).toBe(35_800);
  expect(elapsedMs({ ...none, covered: seconds(20), anchor: seconds(20) }, 35_800)).toBe(35_800);
});
