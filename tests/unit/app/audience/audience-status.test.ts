import { describe, expect, test } from "vitest";
import { audienceStatus } from "#app/audience/audience-status";

const live = {
  connection: "connected",
  session: "live",
  speaker: "speaking",
  isPaused: false,
  recogniser: "ok",
  hasLines: true,
} as const;

describe("the status that readers see", () => {
  test("is live without a notice if all is well", () => {
    expect(audienceStatus(live)).toEqual({ pill: { look: "live", key: "live" }, notice: null });
  });

  test.each([
    [{ connection: "offline" }, "reconnecting", "offline"],
    [{ connection: "connecting" }, "connecting", null],
    [{ speaker: "paused" }, "paused", "paused"],
    [{ isPaused: true, speaker: "away", session: "waiting" }, "paused", "paused"],
    [{ speaker: "away" }, "away", "away"],
    [{ recogniser: "retrying" }, "retrying", "retrying"],
    [{ session: "waiting" }, "waiting", "waiting"],
    [{ speaker: null, hasLines: false }, "waiting", null],
    [{ speaker: null }, "live", null],
    [{ session: "ending" }, "live", null],
    [{ session: "ended" }, "ended", null],
    [{ session: "failed" }, "failed", null],
  ] as const)("%o", (change, key, notice) => {
    const status = audienceStatus({ ...live, ...change });
    expect([status.pill.key, status.notice]).toEqual([key, notice]);
  });

  test("shows the session's end before the reader's connection state, and that before the speaker's", () => {
    expect(audienceStatus({ ...live, connection: "offline", speaker: "away" }).notice).toBe("offline");
    expect(audienceStatus({ ...live, connection: "offline", session: "ended" }).notice).toBeNull();
  });
});
