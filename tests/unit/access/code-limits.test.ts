import { RateLimiterMemory } from "rate-limiter-flexible";
import { expect, test } from "vitest";
import { openCodeLimits } from "#access/code-limits";

const MOST = 4;
const HOUR_SECONDS = 3_600;

function open() {
  const counter = (keyPrefix: string, points: number) =>
    new RateLimiterMemory({ keyPrefix, points, duration: HOUR_SECONDS });
  const limits = openCodeLimits(counter, MOST);
  /** @returns whether the code was looked up */
  return async (address: string, hash: string, isRight = false): Promise<boolean> => {
    if (await limits.tryCode(address)) return false;
    await limits.recordCodeResult(address, hash, isRight);
    return true;
  };
}

test("the same wrong code from one address counts once; different ones reach the limit, above which every code is refused", async () => {
  const tries = open();
  for (let n = 0; n < 3 * MOST; n += 1) expect(await tries("a hall", "wrong")).toBe(true);
  for (let n = 1; n < MOST; n += 1) expect(await tries("a hall", `wrong ${n}`)).toBe(true);
  for (const hash of ["wrong", "another", "right"]) expect(await tries("a hall", hash, hash === "right")).toBe(false);
  // Another address has a count of its own, also of this code.
  for (let n = 1; n < MOST; n += 1) expect(await tries("elsewhere", `wrong ${n}`)).toBe(true);
  expect(await tries("elsewhere", "wrong")).toBe(true);
  expect(await tries("elsewhere", "wrong")).toBe(false);
});

test("right codes do not count", async () => {
  const tries = open();
  for (let n = 0; n < 3 * MOST; n += 1) expect(await tries("a hall", "right", true)).toBe(true);
});

test("a code that is sent many times at once is looked up at most as often as the limit says", async () => {
  const tries = open();
  const looked = await Promise.all(Array.from({ length: 5 * MOST }, () => tries("a hall", "wrong")));
  expect(looked.filter(Boolean)).toHaveLength(MOST);
  // All but one were refunded.
  for (let n = 1; n < MOST; n += 1) expect(await tries("a hall", `wrong ${n}`)).toBe(true);
  expect(await tries("a hall", "one more")).toBe(false);
});
