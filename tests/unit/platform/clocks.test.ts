import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Clocks } from "#platform/clocks";
import { createLog } from "#platform/log";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A process whose clock is `ahead` of the shared clocks, which answer after `answerMs`. */
function open(ahead: number, answerMs = 10) {
  const said: unknown[] = [];
  const world = { ahead, answerMs, away: false };
  const ask = async () => {
    if (world.away) throw new Error("away");
    await delay(world.answerMs / 2);
    const answered = Date.now();
    await delay(world.answerMs / 2);
    return answered;
  };
  const log = createLog("web", "silent");
  log.warn = (what: unknown) => said.push(what);
  log.info = (what: unknown) => said.push(what);
  const times = { wall: () => Date.now() + world.ahead, steady: () => performance.now() };
  const clocks = new Clocks({ database: ask, redis: ask }, log, times);
  const measure = async () => {
    const measured = clocks.measure();
    await vi.advanceTimersByTimeAsync(world.answerMs);
    await measured;
  };
  return { clocks, said, world, measure };
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test.each([-7_200_000, -2_500, 2_500, 86_400_000])(
  "a clock that is %i ms ahead is off, and is logged once",
  async (ahead) => {
    const { clocks, said, world, measure } = open(ahead);
    await measure();
    await measure();
    const off = ["database", "redis"].map((clock) => ({ clock, aheadMs: ahead }));
    expect(clocks.off()).toEqual(off);
    expect(said).toEqual([{ off }]);
    world.ahead = 0;
    await measure();
    expect(clocks.off()).toEqual([]);
    expect(said).toEqual([{ off }, "the clock of this process is in sync again"]);
  },
);

test("a clock that differs by less than 2 s is not off, and is not logged", async () => {
  const { clocks, said, measure } = open(1_500);
  await measure();
  expect(clocks.aheadOf("redis")).toBe(1_500);
  expect([clocks.off(), said]).toEqual([[], []]);
});

test("a clock that is changed between two measurements is off at once", async () => {
  const { clocks, world, measure } = open(0);
  await measure();
  world.ahead = 60_000;
  expect(clocks.off()).toMatchObject([{ aheadMs: 60_000 }, { aheadMs: 60_000 }]);
});

test("slow and missing answers do not change the result", async () => {
  const { clocks, said, world, measure } = open(5_000, 5_000);
  await measure();
  expect([clocks.aheadOf("database"), clocks.off(), said]).toEqual([null, [], []]);
  // The first answer may take longer than later ones.
  world.answerMs = 3_000;
  await measure();
  expect(clocks.aheadOf("database")).toBe(5_000);
  world.answerMs = 10;
  await measure();
  world.away = true;
  await measure();
  expect(clocks.aheadOf("database")).toBe(5_000);
});
