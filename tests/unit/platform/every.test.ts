import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { every } from "#platform/every";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const unexpected = (err: unknown) => {
  throw err;
};

test("runs do not overlap, and stop waits for the one that is under way", async () => {
  const ends: (() => void)[] = [];
  const repetition = every(1_000, () => new Promise<void>((resolve) => ends.push(resolve)), unexpected);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ends).toHaveLength(2);

  let hasStopped = false;
  const stopped = repetition.stop().then(() => {
    hasStopped = true;
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect([ends.length, hasStopped]).toEqual([2, false]);
  ends[1]?.();
  await stopped;
});

test.each([
  ["throws", () => unexpected("broken")],
  ["rejects", async () => unexpected("broken")],
])("a run that %s is reported, and the next one follows", async (_, act) => {
  const errors: unknown[] = [];
  const repetition = every(1_000, act, (err) => errors.push(err));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(errors).toEqual(["broken", "broken", "broken"]);
  await repetition.stop();
});

test("the timer does not keep the process alive", () => {
  const unref = vi.fn();
  vi.spyOn(globalThis, "setInterval").mockReturnValue({ unref } as unknown as NodeJS.Timeout);
  void every(1_000, () => undefined, unexpected);
  expect(unref).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});
