import { describe, expect, test } from "vitest";
import { numbered, pause, type Talk, talks, written } from "#testing/google/talk";

const INVALID_ARGUMENT = 3;
const begin = talks();

/** Every word once, in order, and no message that the strict stand-in refuses. */
function expectCompleteTranscript({ text, failure, google }: Talk, numbers: readonly number[], what: string): void {
  expect(failure, what).toBeNull();
  expect(google.refusals, what).toEqual([]);
  expect(text, what).toBe(written(numbers));
}

/** After 30 s without a final, 150 words, a stream is cut. */
const AROUND = [120, 149, 151, 160];
const DELAYS_MS = [0, 1_100, 4_700];

describe("a stream is cut after 30 s without a final", () => {
  test.each([true, false])(
    "and no word is lost or doubled, however late the last final; word times: %s",
    async (hasTimes) => {
      for (const finalDelayMs of DELAYS_MS) {
        const talk = await begin();
        talk.google.hears({ finalEvery: 0, finalDelayMs, hasTimes });
        const numbers = numbered(1, 175);
        await talk.saysSamples(1_111);
        await talk.says(numbers);
        await talk.ends();
        expectCompleteTranscript(talk, numbers, `the last final ${finalDelayMs} ms after the cut`);
        expect(talk.google.streams).toBeGreaterThanOrEqual(2);
      }
    },
  );

  test("and no word is lost or doubled if a final comes shortly before or after the cut", async () => {
    for (const finalEvery of AROUND) {
      const talk = await begin();
      talk.google.hears({ finalEvery, finalDelayMs: 1_000 });
      const numbers = numbered(1, 175);
      await talk.says(numbers);
      await talk.ends();
      expectCompleteTranscript(talk, numbers, `a final after each ${finalEvery} words`);
    }
  });
});

describe("Google refuses a message in mid-stream", () => {
  test.each([3, 14, 29])(
    "once, after %i words: the next stream recognises the sound without a final",
    async (afterWords) => {
      const talk = await begin();
      talk.google.faults = [{ at: "speech", code: INVALID_ARGUMENT, times: 1, afterWords }];
      await talk.says([...numbered(1, 30), ...pause(2), ...numbered(31, 40)]);
      await talk.ends();
      expectCompleteTranscript(talk, numbered(1, 40), `after ${afterWords} words`);
      expect(talk.google.faults[0]?.times).toBe(0);
    },
  );

  test("at its end, while the next stream is open: no word is lost or doubled", async () => {
    const talk = await begin();
    talk.google.hears({ finalDelayMs: 2_500, finalEvery: 0 });
    talk.google.faults = [{ at: "closing", code: INVALID_ARGUMENT, times: 1 }];
    await talk.says([...numbered(1, 10), ...pause(2), ...numbered(11, 20), ...pause(2), ...numbered(21, 30)], 1);
    await talk.ends();
    expectCompleteTranscript(talk, numbered(1, 30), "at its end");
  });

  test("twice without a final in between: the session fails; at a stream's first message it fails at once", async () => {
    const talk = await begin();
    talk.google.faults = [{ at: "speech", code: INVALID_ARGUMENT, times: 9, afterWords: 6 }];
    await talk.says(numbered(1, 40));
    expect(talk.failure).toMatchObject({ kind: "refused", retryable: false });
    expect([talk.google.streams, talk.google.faults[0]?.times]).toEqual([2, 7]);
    const other = await begin();
    other.google.faults = [{ at: "opening", code: INVALID_ARGUMENT, times: 9 }];
    await other.says(numbered(1, 10));
    expect(other.failure).toMatchObject({ kind: "refused", retryable: false });
    expect(other.google.streams).toBe(1);
  });
});
