import { describe, expect, test } from "vitest";
import { liveStatus } from "#app/live/live-status";
import { NOT_SPEAKING, type PageSpeakerState, UNDECIDED } from "#app/speaking/page-speaker-state";
import type { SenderState } from "#app/speaking/sender-state";

const progress = { keptMs: 0, lostMs: 0, accepting: true };
const sender = (state: Partial<SenderState> & Pick<SenderState, "kind">) => ({ ...progress, ...state }) as SenderState;
const speaking: PageSpeakerState = {
  ...NOT_SPEAKING,
  mode: "speaking",
  microphone: "open",
  sender: sender({ kind: "speaking" }),
};
const live = { session: "live", connection: "connected", recogniser: "ok", isPaused: false } as const;

describe("the status of a live page", () => {
  test("all is well: nothing but live", () => {
    expect(liveStatus({ ...live, speaker: speaking })).toEqual({ pill: { look: "live", key: "live" }, notice: null });
  });

  test("offline: nothing is lost, with the seconds kept", () => {
    const speaker = { ...speaking, sender: sender({ kind: "reconnecting", keptMs: 12_400 }) };
    const status = liveStatus({ ...live, connection: "offline", speaker });
    expect(status.pill).toEqual({ look: "late", key: "reconnecting" });
    expect(status.notice).toEqual({ kind: "reconnecting", keptSeconds: 12 });
  });

  test("offline for longer than is kept: it no longer says that nothing is lost", () => {
    const speaker = { ...speaking, sender: sender({ kind: "reconnecting", keptMs: 60_000, lostMs: 400 }) };
    expect(liveStatus({ ...live, connection: "offline", speaker }).notice).toEqual({ kind: "losing", keptSeconds: 60 });
  });

  test.each(["denied", "missing", "in-use", "muted", "lost", "suspended", "failed"] as const)(
    "a microphone that is %s comes before the connection",
    (problem) => {
      const status = liveStatus({ ...live, connection: "offline", speaker: { ...speaking, problem } });
      expect(status.notice).toEqual({ kind: "microphone", problem });
      expect(liveStatus({ ...live, speaker: { ...speaking, problem, microphone: "paused" } }).pill.key).toBe("paused");
    },
  );

  test.each([
    ["no-capacity", "full"],
    ["full", "full"],
    ["unavailable", "full"],
  ] as const)("a sender with %s says so", (kind, notice) => {
    const speaker = { ...speaking, sender: sender({ kind }) };
    expect(liveStatus({ ...live, speaker })).toEqual({
      pill: { look: "late", key: "noCapacity" },
      notice: { kind: notice },
    });
  });

  test("a speaker who waits for a recogniser sees the place in the queue", () => {
    const speaker = { ...speaking, sender: sender({ kind: "no-capacity", place: 2 }) };
    expect(liveStatus({ ...live, speaker })).toEqual({
      pill: { look: "late", key: "noCapacity" },
      notice: { kind: "queued", place: 2 },
    });
  });

  test("paused, unheard, a recogniser that retries, another microphone", () => {
    const notice = (change: Partial<PageSpeakerState>, recogniser: "ok" | "retrying" = "ok") =>
      liveStatus({ ...live, recogniser, speaker: { ...speaking, ...change } }).notice?.kind;
    expect(notice({ microphone: "paused", unheard: true })).toBe("paused");
    expect(notice({ unheard: true })).toBe("unheard");
    expect(notice({}, "retrying")).toBe("retrying");
    expect(notice({ changed: true })).toBe("changed");
  });

  test("a page that does not speak tells who does", () => {
    const reading = { ...live, speaker: NOT_SPEAKING };
    expect(liveStatus(reading)).toEqual({ pill: { look: "live", key: "live" }, notice: null });
    expect(liveStatus({ ...live, speaker: UNDECIDED }).pill.key).toBe("connecting");
    expect(liveStatus({ ...reading, speaker: { ...NOT_SPEAKING, mode: "elsewhere" } }).notice?.kind).toBe("elsewhere");
    expect(liveStatus({ ...reading, session: "waiting" }).pill.key).toBe("waitingForSpeaker");
    const paused = { pill: { look: "paused", key: "paused" }, notice: { kind: "paused" } };
    expect(liveStatus({ ...reading, isPaused: true, session: "waiting" })).toEqual(paused);
    expect(liveStatus({ ...reading, isPaused: true, speaker: { ...NOT_SPEAKING, mode: "elsewhere" } })).toEqual(paused);
    expect(liveStatus({ ...reading, isPaused: true, speaker: UNDECIDED }).pill.key).toBe("paused");
    for (const session of ["ended", "failed", "deleted"] as const) {
      expect(liveStatus({ ...reading, session })).toMatchObject({ pill: { key: session }, notice: null });
      expect(liveStatus({ ...live, session, speaker: speaking }).pill.key).toBe(session);
    }
  });

  test("stopping while cut off still says what is kept", () => {
    const cut = sender({ kind: "stopping", trouble: { kind: "reconnecting" }, keptMs: 3_000 });
    const speaker = { ...speaking, stopping: true, sender: cut };
    expect(liveStatus({ ...live, connection: "offline", speaker }).notice).toEqual({
      kind: "reconnecting",
      keptSeconds: 3,
    });
    expect(liveStatus({ ...live, speaker: { ...speaking, stopping: true } }).pill.key).toBe("stopping");
  });
});
