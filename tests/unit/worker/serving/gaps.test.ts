import { expect, test, vi } from "vitest";
import type { Entry } from "#redis/mailbox-reader";
import type { Claim } from "#store/session/claim-session";
import type { Committer } from "#worker/serving/committer";
import { Gaps } from "#worker/serving/gaps";
import type { RecogniserFeed } from "#worker/serving/recogniser-feed";

/** An entry of 200 ms that begins after 10 s of sound and a pause of 20 s. */
const RESUMED = {
  startSample: 160_000,
  samples: 3_200,
  pauseMs: 20_000,
  capturedAt: null,
  isLate: false,
} as unknown as Entry;

/** @param anchor sample from which the worker reads again @param pauses stored, ms */
function gapsOf(anchor: number, pauses: readonly number[]) {
  const commitGap = vi.fn();
  const feed = { finish: async () => {}, spoken: "en-US" } as unknown as RecogniserFeed;
  const gaps = new Gaps({ pauses } as unknown as Claim, { anchor, commitGap } as unknown as Committer, feed);
  return { gaps, commitGap };
}

test("a pause is stored once, also if its entry is read again", async () => {
  const { gaps, commitGap } = gapsOf(150_000, []);
  await gaps.noteRun(RESUMED);
  await gaps.noteRun(RESUMED);
  expect(commitGap.mock.calls).toEqual([
    [expect.objectContaining({ kind: "gap", startMs: 10_000, endMs: 10_000, pauseMs: 20_000 }), 160_000],
  ]);
});

test.each([
  ["at the anchor", 160_000, [10_000]],
  // Pauses before the anchor are not read from the store.
  ["and words of its entry are proved", 161_280, []],
])("a pause that an earlier worker stored is not stored again: %s", async (_, anchor, pauses) => {
  const { gaps, commitGap } = gapsOf(anchor, pauses);
  await gaps.noteRun(RESUMED);
  expect(commitGap).not.toHaveBeenCalled();
});

test("the words of each late run, and those after it, form sentences of their own", async () => {
  const finish = vi.fn(async () => {});
  const feed = { finish, spoken: "en-US" } as unknown as RecogniserFeed;
  const committer = { anchor: 0, beginRun: vi.fn() } as unknown as Committer;
  const gaps = new Gaps({ pauses: [] } as unknown as Claim, committer, feed);
  const finished: number[] = [];
  for (const [at, isLate] of [false, false, true, true, false, false].entries()) {
    await gaps.noteRun({ ...RESUMED, startSample: at * 3_200, pauseMs: 0, capturedAt: 1 + at, isLate });
    finished.push(finish.mock.calls.length);
  }
  expect(finished).toEqual([0, 0, 1, 2, 3, 3]);
});
