import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Sender } from "#app/speaking/sender";
import { untilSent } from "#app/speaking/sender-state";
import { CHUNK_SAMPLES } from "#protocol/sound";
import { FakeGateway } from "./fake-gateway";

const SESSION = "a".repeat(22);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** @param mostKept chunks */
function begun(mostKept?: number) {
  const gateway = new FakeGateway(SESSION);
  const sender = new Sender({ connection: gateway, sessionId: SESSION, mostKept });
  return { gateway, sender, state: sender.getSnapshot };
}

/** Sends chunks in real time, marked with their numbers from `from` on. @returns the number that the sender took */
async function say(sender: Sender, chunks: number, from = 1): Promise<number> {
  let taken = 0;
  for (let i = 0; i < chunks; i += 1) {
    if (sender.push(new Int16Array(CHUNK_SAMPLES).fill(from + i))) taken += 1;
    await vi.advanceTimersByTimeAsync(200);
  }
  return taken;
}

test("a half-open connection is reset after four seconds, and no chunk is missing", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 3);
  gateway.isDeaf = true;
  await say(sender, 19, 4);
  expect(gateway.last).toBe(3);
  await say(sender, 3, 23);
  expect(state()).toMatchObject({ kind: "speaking", keptMs: 0 });
  expect(gateway.entries.map(({ mark }) => mark)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
});

test("a capture that stopped by itself is a pause: its partial chunk is sent, and the next chunk says its age", async () => {
  const { gateway, sender } = begun();
  await say(sender, 3);
  sender.push(new Int16Array(CHUNK_SAMPLES / 2).fill(4));
  await vi.advanceTimersByTimeAsync(4_000);
  sender.push(new Int16Array(CHUNK_SAMPLES / 4).fill(4));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(gateway.last).toBe(3);
  await say(sender, 2, 5);
  expect(gateway.entries.map(({ mark }) => mark)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(gateway.ages.map(([n]) => n)).toEqual([1, 5]);
});

test("a sender that is offline is reconnecting and counts the kept sound", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 2);
  gateway.cut();
  await say(sender, 10, 3);
  expect(state()).toMatchObject({ kind: "reconnecting", keptMs: 2_000, lostMs: 0, accepting: true });
});

test("sound that a sender cannot keep while offline is reported lost, oldest first", async () => {
  const { gateway, sender, state } = begun(300);
  await say(sender, 2);
  gateway.cut();
  await say(sender, 310, 3);
  expect(state()).toMatchObject({ keptMs: 60_000, lostMs: 2_000 });
  gateway.heal();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(gateway.entries[2]).toMatchObject({ kind: "lost", from: 3, n: 12 });
  expect(gateway.last).toBe(312);
  expect(state()).toMatchObject({ kind: "speaking", keptMs: 0, lostMs: 2_000 });
});

test("without capacity capture pauses once no more can be kept, and resumes with capacity without losing sound", async () => {
  const { gateway, sender, state } = begun(300);
  gateway.refusal = { kind: "no-capacity" };
  expect(await say(sender, 320)).toBe(300);
  expect(state()).toMatchObject({ kind: "no-capacity", accepting: false, keptMs: 60_000, lostMs: 0 });
  gateway.refusal = null;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(state()).toMatchObject({ kind: "speaking", accepting: true, keptMs: 0 });
  expect(gateway.entries).toHaveLength(300);
});

test("with a credit of 0 the sender is full, sends no chunk, and asks again", async () => {
  const { gateway, sender, state } = begun();
  gateway.room = 0;
  await say(sender, 5);
  expect(state().kind).toBe("full");
  expect(gateway.asked).not.toContain("chunk");
  gateway.room = 4;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(gateway.last).toBe(5);
  expect(state().kind).toBe("speaking");
});

test("a gateway that lost acknowledged chunks gets them again", async () => {
  const { gateway, sender } = begun();
  await say(sender, 10);
  gateway.forget(4);
  await say(sender, 1, 11);
  await vi.advanceTimersByTimeAsync(500);
  expect(gateway.entries.map(({ n, mark }) => [n, mark])).toEqual(Array.from({ length: 11 }, (_, i) => [i + 1, i + 1]));
});

test("a stop follows the last partial chunk once every chunk is acknowledged", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 2);
  sender.push(new Int16Array(100).fill(3));
  void sender.stop();
  expect(state()).toMatchObject({ kind: "stopping", trouble: null });
  expect(sender.push(new Int16Array(1))).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(gateway.entries.map(({ kind, n }) => [kind, n])).toEqual([
    ["chunk", 1],
    ["chunk", 2],
    ["chunk", 3],
    ["stop", 4],
  ]);
  expect(state().kind).toBe("stopped");
});

test("a stop whose answer is lost is sent again, and is in the mailbox once", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 1);
  gateway.isMute = true;
  void sender.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(gateway.entries.map(({ kind }) => kind)).toEqual(["chunk", "stop"]);
  expect(state()).toMatchObject({ kind: "stopped", keptMs: 0 });
});

test("a stop without any sound is sent without `speak`", async () => {
  const gateway = new FakeGateway(SESSION);
  gateway.cut();
  const sender = new Sender({ connection: gateway, sessionId: SESSION });
  void sender.stop();
  gateway.heal();
  await vi.advanceTimersByTimeAsync(100);
  expect(gateway.asked).toEqual(["stop"]);
  expect(sender.getSnapshot().kind).toBe("stopped");
});

test.each([
  [{ kind: "superseded" }, "superseded"],
  [{ kind: "over" }, "over"],
  [{ kind: "not-found" }, "gone"],
  [{ kind: "invalid", message: "" }, "refused"],
] as const)("refused as %o, a sender ends as %s and sends nothing more", async (refusal, kind) => {
  const { gateway, sender, state } = begun();
  await say(sender, 1);
  gateway.refusal = refusal;
  await say(sender, 2, 2);
  expect(state().kind).toBe(kind);
  const { length } = gateway.asked;
  gateway.heal();
  await say(sender, 10, 4);
  expect(gateway.asked).toHaveLength(length);
});

test("an outdated page whose sound is refused as invalid keeps it and tries again", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 1);
  gateway.tell("outdated", undefined);
  gateway.refusal = { kind: "invalid", message: "" };
  await say(sender, 2, 2);
  expect(state()).toMatchObject({ kind: "unavailable", keptMs: 400, lostMs: 0 });
  gateway.refusal = null;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(gateway.entries.map(({ mark }) => mark)).toEqual([1, 2, 3]);
});

test("`untilSent` resolves once the gateway has acknowledged every chunk", async () => {
  const { gateway, sender } = begun();
  await say(sender, 2);
  gateway.cut();
  await say(sender, 2, 3);
  let isSent = false;
  void untilSent(sender).then(() => {
    isSent = true;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isSent).toBe(false);
  gateway.heal();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isSent).toBe(true);
  expect(gateway.last).toBe(4);
});

test("a limit is in the state with its name, and the request is repeated after its time", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 1);
  gateway.refusal = { kind: "too-many", limit: "audio-minutes", retryAfterSeconds: 5 };
  await say(sender, 1, 2);
  expect(state()).toMatchObject({ kind: "too-many", limit: "audio-minutes", keptMs: 200 });
  gateway.refusal = null;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(gateway.last).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(gateway.last).toBe(2);
});

test("a newer take supersedes a sender; its own take does not", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 1);
  gateway.tell("take", { take: 1 });
  expect(state().kind).toBe("speaking");
  gateway.tell("take", { take: 2 });
  expect(state().kind).toBe("superseded");
});

test("with a used-up budget a stop ends at once, and the kept sound is reported lost", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 5);
  gateway.isUsedUp = true;
  await say(sender, 10, 6);
  expect(state()).toMatchObject({ kind: "too-many", keptMs: 2_000 });
  void sender.stop();
  await vi.advanceTimersByTimeAsync(500);
  expect(state()).toMatchObject({ kind: "stopped", lostMs: 2_000 });
  expect(gateway.entries.slice(5).map(({ kind, from, n }) => [kind, from, n])).toEqual([
    ["lost", 6, 15],
    ["stop", 16, 16],
  ]);
});

test("a budget that is used up while a stop waits for the last chunks does not delay the stop", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 5);
  gateway.isUsedUp = true;
  sender.push(new Int16Array(3 * CHUNK_SAMPLES));
  void sender.stop();
  await vi.advanceTimersByTimeAsync(500);
  expect(state()).toMatchObject({ kind: "stopped", lostMs: 600 });
});

test("with a used-up budget a stop ends at once after a reconnect too, and is not superseded by its own take", async () => {
  const { gateway, sender, state } = begun();
  await say(sender, 5);
  gateway.cut();
  gateway.isUsedUp = true;
  gateway.heal();
  await say(sender, 5, 6);
  expect(state().kind).toBe("too-many");
  void sender.stop();
  await vi.advanceTimersByTimeAsync(25);
  gateway.tell("take", { sessionId: SESSION, take: 2 });
  await vi.advanceTimersByTimeAsync(500);
  expect(state().kind).toBe("stopped");
});
