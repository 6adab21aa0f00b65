import { expect, test } from "vitest";
import { shareReads } from "#platform/shared-reads";

/** A read that the test answers. */
function playedRead() {
  const answers: ((value: number) => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const read = () =>
    new Promise<number>((resolve, reject) => {
      answers.push(resolve);
      failures.push(reject);
    });
  return { read, answers, failures };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("callers during a read share the next read, which begins after their calls", async () => {
  const { read, answers } = playedRead();
  const shared = shareReads<number>();
  const first = shared("a", read);
  const crowd = Array.from({ length: 1_000 }, () => shared("a", read));
  expect(answers).toHaveLength(1);
  answers[0]?.(1);
  expect(await first).toBe(1);
  await settled();
  expect(answers).toHaveLength(2);
  answers[1]?.(2);
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([2]));
  await settled();
  void shared("a", read);
  expect(answers).toHaveLength(3);
});

test("another key has its own read, and a failure is not kept", async () => {
  const { read, answers, failures } = playedRead();
  const shared = shareReads<number>();
  const first = shared("a", read);
  void shared("b", read);
  expect(answers).toHaveLength(2);
  const next = shared("a", read);
  failures[0]?.(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await settled();
  answers[2]?.(3);
  expect(await next).toBe(3);
});
