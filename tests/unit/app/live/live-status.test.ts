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
  test("is live without a notice if all is well", () => {
    expect(liveStatus({ ...live, speaker: speaking })).toEqual({ pill: { look: "live", key: "live" }, notice: null });
  });

  test("is reconnecting while offline, with the seconds of kept sound", () => {
    const speaker = { ...speaking, sender: sender({ kind: "reconnecting", keptMs: 12_400 }) };
    const status = liveStatus({ ...live, connection: "offline", speaker });
    expect(status.pill).toEqual({ look: "late", key: "reconnecting" });
    expect(status.notice).toEqual({ kind: "reconnecting", keptSeconds: 12, unstored: false });
  });

  test("says that the browser stores no sound, also while it is offline, after everything else", () => {
    const speaker = { ...speaking, unstored: true };
    expect(liveStatus({ ...live, speaker }).notice).toEqual({ kind: "unstored" });
    expect(liveStatus({ ...live, speaker: { ...speaker, changed: true } }).notice).toEqual({ kind: "changed" });
    expect(liveStatus({ ...live, connection: "offline", speaker }).notice).toMatchObject({ unstored: true });
  });

  test("says how much this page could not send before another one took over", () => {
    const speaker = { ...speaking, mode: "elsewhere", sender: sender({ kind: "superseded", keptMs: 12_400 }) } as const;
    expect(liveStatus({ ...live, speaker }).notice).toEqual({ kind: "elsewhere", keptSeconds: 12 });
  });

  test("says that one of two sources is not heard, then that a microphone is connected again", () => {
    const returned = { deviceId: "headset", label: "Headset" };
    const partial = { ...speaking, partialProblem: "unshared", returned } as const;
    expect(liveStatus({ ...live, speaker: partial })).toEqual({
      pill: { look: "live", key: "live" },
      notice: { kind: "partial", problem: "unshared" },
    });
    expect(liveStatus({ ...live, speaker: { ...partial, partialProblem: null } }).notice).toEqual({
      kind: "returned",
      device: returned,
    });
  });

  test("is losing sound once the page is offline for longer than it keeps sound", () => {
    const speaker = { ...speaking, sender: sender({ kind: "reconnecting", keptMs: 60_000, lostMs: 400 }) };
    expect(liveStatus({ ...live, connection: "offline", speaker }).notice).toMatchObject({
      kind: "losing",
      keptSeconds: 60,
    });
  });

  test.each(["denied", "missing", "in-use", "muted", "lost", "suspended", "failed"] as const)(
    "prefers a microphone that is %s to the connection",
    (problem) => {
      const status = liveStatus({ ...live, connection: "offline", speaker: { ...speaking, problem } });
      expect(status.notice).toEqual({ kind: "microphone", problem });
      expect(liveStatus({ ...live, speaker: { ...speaking, problem, microphone: "paused" } }).pill.key).toBe("paused");
    },
  );

  test.each([
    ["no-capacity", "no-recogniser"],
    ["full", "full"],
    ["unavailable", "full"],
  ] as const)("has a notice for a sender with %s", (kind, notice) => {
    const speaker = { ...speaking, sender: sender({ kind }) };
    expect(liveStatus({ ...live, speaker })).toEqual({
      pill: { look: "late", key: "noCapacity" },
      notice: { kind: notice },
    });
  });

  test("has the place in the queue of a speaker who waits for a recogniser", () => {
    const speaker = { ...speaking, sender: sender({ kind: "no-capacity", place: 2 }) };
    expect(liveStatus({ ...live, speaker })).toEqual({
      pill: { look: "late", key: "noCapacity" },
      notice: { kind: "queued", place: 2 },
    });
  });

  test("has notices for a pause, a silent microphone, a retrying recogniser and a changed microphone", () => {
    const notice = (change: Partial<PageSpeakerState>, recogniser: "ok" | "retrying" = "ok") =>
      liveStatus({ ...live, recogniser, speaker: { ...speaking, ...change } }).notice?.kind;
    expect(notice({ microphone: "paused", unheard: true })).toBe("paused");
    expect(notice({ unheard: true })).toBe("unheard");
    expect(notice({}, "retrying")).toBe("retrying");
    expect(notice({ changed: true })).toBe("changed");
  });

  test("of a page that does not speak is that of the session", () => {
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

  test("is reconnecting with the seconds of kept sound if the connection breaks while stopping", () => {
    const cut = sender({ kind: "stopping", trouble: { kind: "reconnecting" }, keptMs: 3_000 });
    const speaker = { ...speaking, stopping: true, sender: cut };
    expect(liveStatus({ ...live, connection: "offline", speaker }).notice).toEqual({
      kind: "reconnecting",
      keptSeconds: 3,
      unstored: false,
    });
    expect(liveStatus({ ...live, speaker: { ...speaking, stopping: true } }).pill.key).toBe("stopping");
  });
});
