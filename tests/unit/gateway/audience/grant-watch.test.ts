import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Grant } from "#access/identity";
import { GrantWatch } from "#gateway/audience/grant-watch";
import type { GatewaySocket } from "#gateway/context";
import { createLog } from "#platform/log";

const DAY_MS = 86_400_000;
/** The limit within which readers of a revoked link are disconnected. */
const OUT_WITHIN_MS = 5_000;

/** The links that are valid in the store. */
const valid = new Set<string>();
let watch: GrantWatch;
beforeEach(() => {
  vi.useFakeTimers();
  valid.clear();
});
afterEach(() => {
  watch.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Adds a reader of a link. @returns the messages that they get */
function reads(linkId: string, msLeft: number | null = null): string[] {
  valid.add(linkId);
  const told: string[] = [];
  const socket = { emit: (event: string) => told.push(event), disconnect: () => told.push("out") };
  watch.hold(socket as unknown as GatewaySocket, { linkId, msLeft } as Grant);
  return told;
}

function open(): void {
  const log = createLog("web", "silent");
  watch = new GrantWatch(log, async (ids) => new Set(ids.filter((id) => valid.has(id))));
}

test("readers of a revoked link, and no others, are disconnected within 5 s without a message about it", async () => {
  open();
  const [gone, stays] = [reads("gone"), reads("stays")];
  await vi.advanceTimersByTimeAsync(OUT_WITHIN_MS * 2);
  expect([gone, stays]).toEqual([[], []]);
  // Just after the store was asked: the longest delay.
  await vi.advanceTimersToNextTimerAsync();
  valid.delete("gone");
  await vi.advanceTimersByTimeAsync(OUT_WITHIN_MS);
  expect([gone, stays]).toEqual([["gone", "out"], []]);
});

test("while the store is unavailable no reader is disconnected, and the check is repeated", async () => {
  let isAway = true;
  watch = new GrantWatch(createLog("web", "silent"), async () => {
    if (isAway) throw new Error("the store is unavailable");
    return new Set();
  });
  const told = reads("gone");
  await vi.advanceTimersByTimeAsync(OUT_WITHIN_MS * 2);
  expect(told).toEqual([]);
  isAway = false;
  await vi.advanceTimersByTimeAsync(OUT_WITHIN_MS);
  expect(told).toEqual(["gone", "out"]);
});

test("a link of 30 days expires on time with two timers, because one timer cannot run that long", async () => {
  // Without the interval that asks the store: 30 days would run it very often.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  open();
  const timers = vi.spyOn(globalThis, "setTimeout");
  const told = reads("month", 30 * DAY_MS);
  await vi.advanceTimersByTimeAsync(30 * DAY_MS - 1);
  expect(told).toEqual([]);
  expect(timers).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual(["gone", "out"]);
});
