import { describe, expect, test } from "vitest";
import { numbered, pause, type Talk, talks, written } from "#testing/google/talk";

const CHUNK_MS = 200;
const MINUTE = 300;
const OUT_OF_RANGE = 11;

const begin = talks();

/** Every word is there once, in order and at its time; 0 is silence. */
function expectEveryWord({ words, finals, failure, google }: Talk, numbers: readonly number[], startMs = 0): void {
  expect(failure).toBeNull();
  expect(google.refusals).toEqual([]);
  expect(words.map(({ word }) => word).join(" ")).toBe(written(numbers));
  for (const { word, startMs: from, endMs: to } of words) {
    const said = startMs + numbers.indexOf(Number(word.slice(1))) * CHUNK_MS;
    expect(Math.abs(from - said)).toBeLessThanOrEqual(50);
    expect(Math.abs(to - said - CHUNK_MS)).toBeLessThanOrEqual(50);
  }
  const ends = finals.map(({ endSample }) => endSample);
  expect(ends).toEqual(ends.toSorted((a, b) => a - b));
}

describe("a stream is replaced before Google ends it", () => {
  test("without losing or doubling a word in 16 minutes and three rotations, and with times within 50 ms", async () => {
    const talk = await begin({ startSample: 480_000 });
    talk.google.hears({ rewrites: true });
    const numbers = numbered(1, 16 * MINUTE);
    await talk.says(numbers);
    await talk.ends();
    expectEveryWord(talk, numbers, 30_000);
    expect(talk.google.streams).toBe(4);
    // The new stream is opened before the old one is closed.
    expect(talk.google.mostOpen).toBe(2);
    expect(talk.billedSeconds).toBe(talk.google.billedSeconds);
    expect(talk.google.billedSeconds).toBeLessThanOrEqual(16 * 60 * 1.02);
  });

  test("also if finals are late", async () => {
    const talk = await begin();
    talk.google.hears({ finalDelayMs: 3_000, firstResponseMs: 4_000 });
    const numbers = numbered(1, 5 * MINUTE);
    await talk.says(numbers);
    await talk.ends();
    expectEveryWord(talk, numbers);
    expect(talk.google.streams).toBe(2);
  });

  test("also if there are no finals: it is cut, and a word that was cut in two is recognised whole", async () => {
    const talk = await begin();
    talk.google.hears({ finalEvery: 0 });
    // Half a chunk of silence first: no word ends where a message does.
    const numbers = numbered(1, 2 * MINUTE);
    await talk.saysSamples(1_111);
    await talk.says(numbers);
    await talk.ends();
    expect(talk.text).toBe(written(numbers));
    expect(talk.google.refusals).toEqual([]);
    expect(talk.google.streams).toBeGreaterThanOrEqual(4);
    // No sound waits for its final longer than the mailbox keeps it.
    const ends = [0, ...talk.finals.map(({ endSample }) => endSample)];
    for (const [at, end] of ends.entries()) expect(end - (ends[at - 1] ?? 0)).toBeLessThanOrEqual(40 * 16_000);
  });

  test("also with a model without word times", async () => {
    const talk = await begin();
    talk.google.hears({ hasTimes: false });
    const numbers = numbered(1, 5 * MINUTE);
    await talk.says(numbers);
    await talk.ends();
    expect(talk.text).toBe(written(numbers));
    expect(talk.words).toEqual([]);
  });

  test("also without word times and without finals", async () => {
    const talk = await begin();
    talk.google.hears({ hasTimes: false, finalEvery: 0 });
    await talk.saysSamples(1_111);
    await talk.says(numbered(1, 2 * MINUTE));
    await talk.ends();
    expect(talk.text).toBe(written(numbered(1, 2 * MINUTE)));
  });

  test("a stream that Google ends early is replaced at once; without a result at most three times in a row", async () => {
    const talk = await begin();
    talk.google.faults = [{ at: "speech", code: OUT_OF_RANGE, times: 2 }];
    await talk.says(numbered(1, 60));
    await talk.ends();
    expectEveryWord(talk, numbered(1, 60));
    const other = await begin();
    other.google.faults = [{ at: "opening", code: OUT_OF_RANGE, times: 100 }];
    await other.says(numbered(1, 20));
    expect(other.google.streams).toBe(4);
    expect(other.failure).toMatchObject({ kind: "unavailable", retryable: true });
  });
});

describe("no stream is open during silence", () => {
  test("of two minutes: none is opened or billed, and the anchor can move to the end", async () => {
    const talk = await begin();
    await talk.says(pause(120));
    expect(talk.google.streams).toBe(0);
    await talk.ends();
    expect([talk.google.streams, talk.billedSeconds, talk.google.samples]).toEqual([0, 0, 0]);
    expect(talk.events.at(-1)).toEqual({ type: "quiet", upToSample: 120 * 16_000 });
    expect(new Set(talk.events.map(({ type }) => type))).toEqual(new Set(["quiet"]));
  });

  test("and new speech is recognised from its first word, also while the stream before sends its last results", async () => {
    const talk = await begin();
    // Google's last results are late: the next sentence begins before they arrive.
    talk.google.hears({ finalDelayMs: 2_500, finalEvery: 0 });
    const numbers = [...numbered(1, 10), ...pause(2), ...numbered(11, 20), ...pause(2), ...numbered(21, 30)];
    await talk.says(numbers, 1);
    expect(talk.google.mostOpen).toBeGreaterThan(1);
    await talk.ends();
    expectEveryWord(talk, numbers);
    expect(talk.google.streams).toBe(3);
  });

  test("while no sound arrives, and the words after it are recognised", async () => {
    const talk = await begin();
    await talk.says(numbered(1, 10));
    await talk.waits(60_000);
    expect(talk.google.open).toBe(0);
    await talk.says(numbered(11, 20));
    await talk.ends();
    expectEveryWord(talk, numbered(1, 20));
  });

  test("and at most 75 % of an hour with 30 % silence is sent", async () => {
    const talk = await begin();
    const numbers = Array.from({ length: 90 }, (_, turn) => [
      ...numbered(1 + turn * 140, (turn + 1) * 140),
      ...pause(12),
    ]).flat();
    await talk.says(numbers, 5);
    await talk.ends();
    expect(talk.spokenMs).toBe(3_600_000);
    expectEveryWord(talk, numbers);
    expect(talk.google.samples).toBeLessThanOrEqual(0.75 * 3_600 * 16_000);
    expect(talk.billedSeconds).toBeLessThanOrEqual(0.76 * 3_600);
  });
});
