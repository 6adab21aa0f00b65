import { beforeEach, expect, test, vi } from "vitest";
import { createLog } from "#platform/log";
import { SoundSpace } from "#worker/sound/sound-space";

const log = createLog("worker", "silent");
let stored: number;
let now: number;
let measure: ReturnType<typeof vi.fn<() => Promise<number>>>;
let space: SoundSpace;

beforeEach(() => {
  [stored, now] = [0, 0];
  measure = vi.fn(async () => stored);
  space = new SoundSpace(1_000, measure, log, () => now);
});

test("measures once for many parts, and again after 30 s; in between it counts what was stored here", async () => {
  stored = 600;
  expect(await Promise.all([400, 401].map((bytes) => space.hasRoomFor(bytes)))).toEqual([true, false]);
  space.note(300);
  expect(await space.hasRoomFor(101)).toBe(false);
  expect(measure).toHaveBeenCalledTimes(1);
  now = 30_000;
  expect(await space.hasRoomFor(400)).toBe(true);
  expect(measure).toHaveBeenCalledTimes(2);
});

test("warns once when 80 % is used, and again only after it was less", async () => {
  const warn = vi.spyOn(log, "warn");
  const measured = async (bytes: number) => {
    [stored, now] = [bytes, now + 30_000];
    await space.hasRoomFor(1);
    return warn.mock.calls.length;
  };
  expect(await measured(799)).toBe(0);
  expect(await measured(800)).toBe(1);
  expect(await measured(900)).toBe(1);
  expect(await measured(700)).toBe(1);
  expect(await measured(850)).toBe(2);
});

test("a measurement that fails is made again by the next part", async () => {
  measure.mockRejectedValueOnce(new Error("no connection"));
  await expect(space.hasRoomFor(1)).rejects.toThrow("no connection");
  expect(await space.hasRoomFor(1)).toBe(true);
});
