import { expect, test } from "vitest";
import { backoffMs } from "#worker/serving/backoff";

test("the delay doubles after each failure up to 15 s, and half of it is random", () => {
  expect([1, 2, 3, 20].map((failures) => backoffMs("unavailable", failures, 1))).toEqual([250, 500, 1_000, 15_000]);
  expect(backoffMs("unavailable", 3, 0)).toBe(500);
});

test("the delay after a quota begins at 2 s", () => {
  expect([1, 2, 3, 4].map((failures) => backoffMs("throttled", failures, 1))).toEqual([2_000, 4_000, 8_000, 15_000]);
});
