import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { OutgoingSound } from "#app/speaking/outgoing";
import { CHUNK_SAMPLES, LONGEST_AGE_MS } from "#protocol/sound";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

/** Captures chunks of 200 ms each. */
function capture(sound: OutgoingSound, chunks: number): void {
  for (let n = 0; n < chunks; n += 1) {
    vi.advanceTimersByTime(200);
    sound.capture(new Int16Array(CHUNK_SAMPLES));
  }
}

/** Sends everything. @returns number and age of those that have an age */
function ages(sound: OutgoingSound): (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let next = sound.next(); next; next = sound.next()) {
    if (next.kind === "chunk" && next.age !== undefined) found.push([next.n, next.age]);
  }
  return found;
}

test("the first chunk and the first after each pause say how long ago their capture began", () => {
  const sound = new OutgoingSound();
  capture(sound, 3);
  expect(ages(sound)).toEqual([[1, 600]]);
  sound.interrupt();
  vi.advanceTimersByTime(20_000);
  capture(sound, 2);
  vi.advanceTimersByTime(50);
  expect(ages(sound)).toEqual([[4, 450]]);
});

test("a chunk that did not arrive says it again after a reconnect, and no other chunk does", () => {
  const sound = new OutgoingSound();
  capture(sound, 3);
  sound.interrupt();
  vi.advanceTimersByTime(20_000);
  capture(sound, 2);
  expect(ages(sound)).toEqual([
    [1, 21_000],
    [4, 400],
  ]);
  sound.goOnFrom(2);
  expect(ages(sound)).toEqual([[4, 400]]);
  capture(sound, 400);
  sound.goOnFrom(6);
  expect(ages(sound)).toEqual([]);
});

test("the first chunk that is left of a run says it if its first chunks are lost", () => {
  const sound = new OutgoingSound({ mostKept: 300 });
  capture(sound, 400);
  expect(ages(sound)).toEqual([[101, 60_000]]);
});

test("an age is never negative or longer than a day, however the device's clock is set", () => {
  const sound = new OutgoingSound();
  capture(sound, 1);
  vi.setSystemTime(3 * LONGEST_AGE_MS);
  expect(ages(sound)).toEqual([[1, LONGEST_AGE_MS]]);
  sound.goOnFrom(1);
  vi.setSystemTime(0);
  expect(ages(sound)).toEqual([[1, 0]]);
});
