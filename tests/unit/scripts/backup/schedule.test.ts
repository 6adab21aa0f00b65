import { expect, test, vi } from "vitest";
import { keepBackingUp } from "#scripts/launcher/backup-schedule";

const HOUR = 3_600_000;

/** Runs a schedule of six hours for a time. @returns the hours at which a backup was tried */
async function triedIn(hours: number, last: number | null, fails: (hour: number) => boolean): Promise<number[]> {
  const stopping = new AbortController();
  const tried: number[] = [];
  let now = 0;
  let made = last;
  const schedule = {
    everyMs: 6 * HOUR,
    lastMade: () => (made === null ? null : new Date(made)),
    async makeBackup() {
      tried.push(now / HOUR);
      if (fails(now / HOUR)) throw new Error("The disk is full.");
      made = now;
    },
  };
  const pause = async (ms: number) => {
    now += ms;
    if (now > hours * HOUR) stopping.abort();
  };
  await keepBackingUp(schedule, stopping.signal, { now: () => now, pause });
  return tried;
}

test("the first backup is written at once, and later ones six hours after the last", async () => {
  expect(await triedIn(13, null, () => false)).toEqual([0, 6, 12]);
});

test("a restarted launcher continues from the last backup in the folder", async () => {
  expect(await triedIn(9, -4 * HOUR, () => false)).toEqual([2, 8]);
});

test("a failed backup is logged, and tried again every ten minutes until one succeeds", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const tried = await triedIn(7, null, (hour) => hour < 0.5);
  expect(tried.map((hour) => Math.round(hour * 60))).toEqual([0, 10, 20, 30, 390]);
  expect(said).toHaveBeenCalledWith("The backup failed: The disk is full. Next attempt in 10 min.");
});

test("an unreadable folder counts as a failure", async () => {
  const stopping = new AbortController();
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const schedule = {
    everyMs: HOUR,
    lastMade: () => {
      throw new Error("EIO.");
    },
    makeBackup: async () => {},
  };
  const clock = { now: () => 0, pause: async () => stopping.abort() };
  said.mockImplementationOnce(() => stopping.abort());
  await keepBackingUp(schedule, stopping.signal, clock);
  expect(said).toHaveBeenCalledWith(expect.stringContaining("EIO."));
});
