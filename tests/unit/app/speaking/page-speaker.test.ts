import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PageSpeaker } from "#app/speaking/page-speaker";
import { FakeGateway } from "./fake-gateway";
import { FakeMicrophones } from "./fake-microphones";

const SESSION = "a".repeat(22);

let gateway: FakeGateway;
let speaker: PageSpeaker;
beforeEach(async () => {
  vi.useFakeTimers();
  gateway = new FakeGateway(SESSION);
  speaker = new PageSpeaker({ connection: gateway, sessionId: SESSION });
  speaker.begin();
  await vi.advanceTimersByTimeAsync(100);
  expect(speaker.getSnapshot()).toMatchObject({ mode: "speaking", sender: { kind: "speaking" } });
});
afterEach(() => {
  speaker.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("the page's state follows the sender at once, without a timer", async () => {
  gateway.cut();
  expect(speaker.getSnapshot().sender?.kind).toBe("reconnecting");
  gateway.heal();
  await vi.advanceTimersByTimeAsync(100);
  gateway.tell("take", { take: 2 });
  expect(speaker.getSnapshot()).toMatchObject({ mode: "elsewhere", sender: { kind: "superseded", accepting: false } });
});

test("a stop and the end of the sender show at once", async () => {
  void speaker.stop();
  expect(speaker.getSnapshot().stopping).toBe(true);
  await vi.advanceTimersByTimeAsync(500);
  expect(speaker.getSnapshot()).toMatchObject({ stopping: true, sender: { kind: "stopped" } });
});

test("a page that has stopped does not speak again when its session is continued on another page", async () => {
  speaker.leaveEnded();
  expect(speaker.getSnapshot().mode).toBe("speaking");
  void speaker.stop();
  await vi.advanceTimersByTimeAsync(500);
  speaker.leaveEnded();
  expect(speaker.getSnapshot()).toMatchObject({ mode: "reading", stopping: false, sender: null });
});

test("a page that speaks again gives the kept sound to a new sender", async () => {
  gateway.tell("take", { take: 2 });
  gateway.take = 3;
  speaker.begin();
  await vi.advanceTimersByTimeAsync(100);
  expect(speaker.getSnapshot()).toMatchObject({ mode: "speaking", sender: { kind: "speaking" } });
});

test("a page has unsent sound once a second of it is not acknowledged, and until it is", async () => {
  speaker.close();
  const microphones = new FakeMicrophones();
  gateway = new FakeGateway(SESSION);
  speaker = new PageSpeaker({ connection: gateway, sessionId: SESSION });
  speaker.begin();
  await vi.advanceTimersByTimeAsync(100);
  const hears = (chunks: number) => microphones.hear(chunks);
  hears(3);
  expect(speaker.hasUnsent).toBe(false);
  gateway.cut();
  hears(6);
  expect(speaker.hasUnsent).toBe(true);
  gateway.heal();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(speaker.hasUnsent).toBe(false);
});

describe("a pause", () => {
  let microphones: FakeMicrophones;
  const soon = () => vi.advanceTimersByTimeAsync(1_000);
  const microphone = () => speaker.getSnapshot().microphone;
  beforeEach(async () => {
    speaker.close();
    microphones = new FakeMicrophones();
    gateway = new FakeGateway(SESSION);
    speaker = new PageSpeaker({ connection: gateway, sessionId: SESSION });
    speaker.begin();
    await soon();
    expect([microphone(), microphones.listening.length]).toEqual(["open", 1]);
    await speaker.pauseOrResume();
    expect([microphone(), microphones.listening.length]).toEqual(["paused", 0]);
    expect(speaker.isListening).toBe(false);
  });

  test.each([
    ["the microphone is unplugged", () => microphones.unplug()],
    ["another one is plugged in", () => microphones.plug()],
    ["another one is chosen", () => void speaker.choose({ deviceId: "headset" })],
    ["the problem's button is pressed", () => void speaker.mend()],
    ["the connection is lost and comes back", () => [gateway.cut(), gateway.heal()]],
  ])("continues when %s, and ends with Resume", async (_what, happen) => {
    happen();
    await soon();
    expect([microphone(), microphones.listening.length]).toEqual(["paused", 0]);
    await speaker.pauseOrResume();
    await soon();
    expect([microphone(), microphones.listening.length]).toEqual(["open", 1]);
  });

  test("is sent once, and again with the take after a lost connection", async () => {
    await soon();
    expect(gateway.pauses).toEqual([false, true]);
    gateway.cut();
    await speaker.pauseOrResume();
    gateway.heal();
    await soon();
    await speaker.pauseOrResume();
    await soon();
    expect(gateway.pauses).toEqual([false, true, false, true]);
  });

  test("closes a microphone that was being opened", async () => {
    microphones.hold();
    await speaker.choose({ deviceId: "headset" });
    void speaker.pauseOrResume();
    await soon();
    void speaker.pauseOrResume();
    microphones.release();
    await soon();
    expect([microphone(), microphones.listening.length]).toEqual(["paused", 0]);
  });
});

describe("a reloaded page", () => {
  let microphones: FakeMicrophones;
  beforeEach(() => {
    speaker.close();
    microphones = new FakeMicrophones();
    gateway = new FakeGateway(SESSION);
    speaker = new PageSpeaker({ connection: gateway, sessionId: SESSION });
  });

  test("listens once the gateway has accepted `speak`", async () => {
    speaker.begin({ isUnasked: true });
    expect(microphones.opened).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(microphones.listening).toHaveLength(1);
  });

  test("only reads, without listening, if the session is paused", async () => {
    gateway.refusal = { kind: "paused" };
    speaker.begin({ isUnasked: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(microphones.opened).toHaveLength(0);
    expect(speaker.getSnapshot().mode).toBe("reading");
  });

  test("does not listen while it is offline", async () => {
    gateway.cut();
    speaker.begin({ isUnasked: true });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(microphones.opened).toHaveLength(0);
  });

  test("or one that the browser's Back shows again does not hold the microphone", async () => {
    speaker.begin();
    await vi.advanceTimersByTimeAsync(100);
    speaker.leave();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([speaker.getSnapshot().mode, microphones.listening.length]).toEqual(["reading", 0]);
  });
});
