import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DESK_PROCESSING, FIRST_SOUND_CHOICE, type SoundSource } from "#app/microphone/sound-choice";
import { PageSpeaker } from "#app/speaking/page-speaker";
import { FakeGateway } from "./fake-gateway";
import { FakeMicrophones } from "./fake-microphones";

const SESSION = "a".repeat(22);

let microphones: FakeMicrophones;
let gateway: FakeGateway;
let speaker: PageSpeaker;
/** Sooner than the page takes a silent worklet for a suspended one. */
const soon = () => vi.advanceTimersByTimeAsync(500);
const state = () => speaker.getSnapshot();

beforeEach(() => {
  vi.useFakeTimers();
  microphones = new FakeMicrophones();
  microphones.connected = ["headset", "built-in"];
  gateway = new FakeGateway(SESSION);
});
afterEach(() => {
  speaker.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function speakFrom(source: SoundSource, options: { isUnasked?: boolean } = {}): Promise<void> {
  speaker = new PageSpeaker({ connection: gateway, sessionId: SESSION, choice: { ...FIRST_SOUND_CHOICE, source } });
  speaker.begin(options);
  await soon();
}

describe("a microphone that vanishes", () => {
  beforeEach(async () => {
    await speakFrom("microphone");
    expect(state()).toMatchObject({ label: "The headset", changed: false });
    microphones.connected = ["built-in"];
  });

  test.each([
    ["its track ends", () => microphones.unplug()],
    ["it is not listed any more", () => microphones.plug()],
  ])("when %s, gives way to the next one, which is named", async (_when, vanish) => {
    vanish();
    await soon();
    const expected = { microphone: "open", problem: null, label: "The built-in", changed: true, returned: null };
    expect(state()).toMatchObject({ ...expected, sender: { kind: "speaking" } });
    expect(microphones.listening).toHaveLength(1);
  });

  test("is offered once it is connected again, and comes back only when it is asked for", async () => {
    microphones.unplug();
    await soon();
    microphones.connected = ["built-in", "headset"];
    microphones.plug();
    await soon();
    expect(state()).toMatchObject({ label: "The built-in", returned: { deviceId: "headset", label: "The headset" } });
    await speaker.choose({ deviceId: "headset" });
    await soon();
    expect(state()).toMatchObject({ label: "The headset", changed: false, returned: null });
    expect(microphones.listening.map(({ label }) => label)).toEqual(["The headset"]);
  });
});

test("a microphone that the browser lists under another id does not seem to vanish", async () => {
  microphones.connected = [];
  await speakFrom("microphone");
  microphones.connected = ["headset"];
  microphones.listedAs = "another id";
  await speaker.mend();
  await soon();
  microphones.plug();
  await soon();
  expect([microphones.opened.length, state().changed]).toEqual([1, false]);
});

test("a sound that a phone call has taken is resumed, and the page names the call until it is back", async () => {
  await speakFrom("microphone");
  microphones.interrupt();
  expect(microphones.resumed).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(state()).toMatchObject({ microphone: "open", problem: "interrupted" });
  microphones.hear(1);
  expect(state().problem).toBeNull();
});

test("of two choices in a row the later one counts, also for the microphone that is offered again", async () => {
  await speakFrom("microphone");
  void speaker.choose({ processing: DESK_PROCESSING });
  void speaker.choose({ deviceId: "built-in" });
  await soon();
  expect(state()).toMatchObject({ label: "The built-in", changed: false });
  expect(microphones.listening.map(({ label }) => label)).toEqual(["The built-in"]);
  microphones.unplug();
  await soon();
  microphones.plug();
  await soon();
  expect(state()).toMatchObject({ label: "The headset", returned: { deviceId: "built-in" } });
});

test("a microphone that changes its sample rate is opened again", async () => {
  await speakFrom("microphone");
  for (const track of microphones.opened) track.sampleRate = 16_000;
  microphones.plug();
  await soon();
  expect([microphones.opened.length, microphones.listening.length]).toEqual([2, 1]);
  expect(state()).toMatchObject({ microphone: "open", label: "The headset", changed: false });
});

test("other processing opens the same microphone again, without a new take", async () => {
  await speakFrom("microphone");
  microphones.hear(2);
  await soon();
  await speaker.choose({ processing: DESK_PROCESSING });
  await soon();
  expect(microphones.processing.at(-1)).toEqual(DESK_PROCESSING);
  expect(state()).toMatchObject({ microphone: "open", sender: { kind: "speaking", lostMs: 0 } });
});

describe("a share", () => {
  test("that ends stops the sound, not the session, and a press begins another", async () => {
    await speakFrom("shared");
    expect([microphones.opened.length, microphones.shares.length]).toEqual([0, 1]);
    microphones.shares[0]?.unplug();
    await soon();
    const expected = { mode: "speaking", microphone: "closed", problem: "unshared", sender: { kind: "speaking" } };
    expect(state()).toMatchObject(expected);
    expect(microphones.shares).toHaveLength(1);
    await speaker.mend();
    await soon();
    expect([state().problem, microphones.shares.length]).toEqual([null, 2]);
  });

  test("is not opened by a reloaded page until a button is pressed", async () => {
    await speakFrom("shared", { isUnasked: true });
    expect([state().problem, microphones.shares.length]).toEqual(["not-shared", 0]);
    await speaker.mend();
    await soon();
    expect([state().problem, microphones.shares.length]).toEqual([null, 1]);
  });

  test("outlives a pause and another microphone, and ends with the session", async () => {
    await speakFrom("both");
    await speaker.pauseOrResume();
    expect(microphones.shares[0]?.enabled).toBe(false);
    await speaker.choose({ deviceId: "built-in" });
    await speaker.pauseOrResume();
    await soon();
    expect(microphones.shares).toHaveLength(1);
    expect(microphones.shares[0]).toMatchObject({ enabled: true, readyState: "live" });
    void speaker.stop();
    await soon();
    expect(microphones.shares[0]?.readyState).toBe("ended");
  });
});

describe("of a microphone and a share", () => {
  test("the microphone goes on when the share ends, and the page says so", async () => {
    await speakFrom("both");
    microphones.shares[0]?.unplug();
    await soon();
    expect(state()).toMatchObject({ microphone: "open", problem: null, partialProblem: "unshared" });
    expect(microphones.listening).toHaveLength(1);
  });

  test("the share goes on while no microphone is connected, until one is", async () => {
    await speakFrom("both");
    microphones.connected = [];
    microphones.unplug();
    await soon();
    expect(state()).toMatchObject({ microphone: "open", problem: null, partialProblem: "missing" });
    expect(microphones.shares[0]?.readyState).toBe("live");
    microphones.connected = ["built-in"];
    microphones.plug();
    await soon();
    expect(state()).toMatchObject({ microphone: "open", partialProblem: null, label: "The built-in" });
  });
});
