import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepScreenOn } from "#app/frame/keep-screen-on";

/** Longer than the wait before the lock is asked for again. */
const LATER_MS = 3_000;

class FakeLock extends EventTarget {
  released = false;

  /** By the page, or by the system. */
  async release(): Promise<void> {
    if (this.released) return;
    this.released = true;
    this.dispatchEvent(new Event("release"));
  }
}

let locks: FakeLock[];
let isRefused: boolean;
let page: EventTarget & { visibilityState: "visible" | "hidden" };
let told: boolean[];

const held = () => locks.filter(({ released }) => !released).length;
const show = (visibilityState: "visible" | "hidden") => {
  page.visibilityState = visibilityState;
  // A browser takes the lock of a hidden page back.
  if (visibilityState === "hidden") for (const lock of locks) void lock.release();
  page.dispatchEvent(new Event("visibilitychange"));
};
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  [locks, isRefused, told] = [[], false, []];
  page = Object.assign(new EventTarget(), { visibilityState: "visible" as const });
  vi.stubGlobal("document", page);
  const request = async () => {
    if (isRefused || page.visibilityState === "hidden") throw new DOMException("", "NotAllowedError");
    const lock = new FakeLock();
    locks.push(lock);
    return lock;
  };
  vi.stubGlobal("navigator", { wakeLock: { request } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a lock that the system takes back while the page is visible is asked for again", async () => {
  const release = keepScreenOn((isKept) => told.push(isKept));
  await pass();
  expect(held()).toBe(1);
  await locks[0]?.release();
  await pass(LATER_MS);
  expect(held()).toBe(1);
  expect(told).toEqual([true, true]);
  release();
  await pass(LATER_MS);
  expect([held(), locks.length]).toEqual([0, 2]);
});

test("a speaker is told that the lock is refused, and that it is granted later", async () => {
  isRefused = true;
  const release = keepScreenOn((isKept) => told.push(isKept));
  await pass();
  expect(told).toEqual([false]);
  isRefused = false;
  await pass(LATER_MS);
  expect(told).toEqual([false, true]);
  isRefused = true;
  await locks[0]?.release();
  await pass(LATER_MS);
  expect(told.at(-1)).toBe(false);
  release();
});

test("a hidden page asks for nothing and tells nothing, and asks when it is visible again", async () => {
  const release = keepScreenOn((isKept) => told.push(isKept));
  await pass();
  show("hidden");
  await pass(10 * LATER_MS);
  expect([locks.length, told]).toEqual([1, [true]]);
  show("visible");
  await pass();
  expect([held(), told]).toEqual([1, [true, true]]);
  release();
});

test("a lock that arrives after the release is given back, and a browser without locks counts as one that refuses", async () => {
  keepScreenOn()();
  await pass();
  expect([locks.length, held()]).toEqual([1, 0]);
  vi.stubGlobal("navigator", {});
  const release = keepScreenOn((isKept) => told.push(isKept));
  await pass();
  expect(told).toEqual([false]);
  release();
});
