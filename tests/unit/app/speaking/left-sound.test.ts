import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Sender } from "#app/speaking/sender";
import type { LeftSound } from "#app/unsent/left-sound";
import { CHUNK_SAMPLES } from "#protocol/sound";
import { FakeGateway } from "./fake-gateway";

const SESSION = "a".repeat(22);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function begun() {
  const gateway = new FakeGateway(SESSION);
  return { gateway, sender: new Sender({ connection: gateway, sessionId: SESSION }) };
}

/** Sends chunks in real time, marked with their numbers from `from` on. */
async function say(sender: Sender, chunks: number, from = 1): Promise<void> {
  for (let i = 0; i < chunks; i += 1) {
    sender.push(new Int16Array(CHUNK_SAMPLES).fill(from + i));
    await vi.advanceTimersByTimeAsync(200);
  }
}

describe("sound that an earlier page left", () => {
  /** Chunks `from` to `to` of this take, marked with their numbers. */
  const leftOf = (take: number | null, from: number, to: number): LeftSound => ({
    take,
    chunks: Array.from({ length: to - from + 1 }, (_, i) => ({
      n: from + i,
      run: { n: 1, beganAt: Date.now() - to * 200 },
      sound: new Uint8Array(new Int16Array(CHUNK_SAMPLES).fill(from + i).buffer),
    })),
  });
  const marks = (gateway: FakeGateway) => gateway.entries.map(({ n, mark }) => [n, mark]);
  const numbered = (count: number) => Array.from({ length: count }, (_, i) => [i + 1, i + 1]);

  test("is sent first, in the same take, and the new sound follows it with its age", async () => {
    const { gateway, sender } = begun();
    await say(sender, 3);
    await sender.close();
    const next = new Sender({ connection: gateway, sessionId: SESSION, left: leftOf(1, 4, 8) });
    expect(next.getSnapshot()).toMatchObject({ keptMs: 1_000, recordedMs: 1_600 });
    await say(next, 2, 9);
    expect(marks(gateway)).toEqual(numbered(10));
    expect(gateway.ages.map(([n]) => n)).toEqual([1, 9]);
  });

  test("keeps no number that the gateway has already given to later sound of the earlier page", async () => {
    const { gateway, sender } = begun();
    await say(sender, 6);
    await sender.close();
    const next = new Sender({ connection: gateway, sessionId: SESSION, left: leftOf(1, 3, 4) });
    await say(next, 2, 7);
    expect(marks(gateway)).toEqual(numbered(8));
  });

  test("gets a gap as long as the chunks that were never written", async () => {
    const { gateway, sender } = begun();
    await say(sender, 2);
    await sender.close();
    const next = new Sender({ connection: gateway, sessionId: SESSION, left: leftOf(1, 5, 6) });
    await vi.advanceTimersByTimeAsync(500);
    expect(gateway.entries.slice(2)).toMatchObject([
      { kind: "lost", from: 3, n: 4 },
      { kind: "chunk", n: 5, mark: 5 },
      { kind: "chunk", n: 6, mark: 6 },
    ]);
    expect(next.getSnapshot()).toMatchObject({ keptMs: 0, lostMs: 400 });
  });

  test("becomes the end of the session if that ended meanwhile, and the sender ends the session again if it is to stop", async () => {
    const { gateway } = begun();
    gateway.isOver = true;
    const next = new Sender({ connection: gateway, sessionId: SESSION, left: leftOf(1, 11, 16) });
    await vi.advanceTimersByTimeAsync(500);
    expect(gateway.asked.filter((event) => event === "session:continue")).toHaveLength(1);
    expect(marks(gateway)).toEqual([11, 12, 13, 14, 15, 16].map((mark, i) => [i + 1, mark]));
    expect(next.known.isRevived).toBe(true);
    void next.stop();
    await vi.advanceTimersByTimeAsync(500);
    expect(gateway.entries.at(-1)).toMatchObject({ kind: "stop", n: 7 });
  });

  test("less than a second of it does not continue an ended session", async () => {
    const { gateway } = begun();
    gateway.isOver = true;
    const next = new Sender({ connection: gateway, sessionId: SESSION, left: leftOf(1, 1, 4) });
    await vi.advanceTimersByTimeAsync(500);
    expect(next.getSnapshot().kind).toBe("over");
    expect(gateway.asked).not.toContain("session:continue");
  });

  test("of a take that another page has followed waits while that page speaks, then begins a take with what had not arrived", async () => {
    const gateway = new FakeGateway(SESSION);
    Object.assign(gateway, { take: 2, isOccupied: true, arrived: 12 });
    const circumstances = () => ({ isPaused: true, isLeft: true });
    const next = new Sender({ connection: gateway, sessionId: SESSION, circumstances, left: leftOf(1, 11, 18) });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(next.getSnapshot()).toMatchObject({ kind: "occupied", keptMs: 1_200 });
    expect(marks(gateway)).toEqual([]);
    gateway.isOccupied = false;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(marks(gateway)).toEqual([13, 14, 15, 16, 17, 18].map((mark, i) => [i + 1, mark]));
    expect(next.getSnapshot()).toMatchObject({ keptMs: 0, lostMs: 0 });
    expect(gateway.ages.map(([n]) => n)).toEqual([1]);
  });

  test("of a take that another page has followed comes before what a person says here", async () => {
    const gateway = new FakeGateway(SESSION);
    Object.assign(gateway, { take: 2, isOccupied: true });
    const next = new Sender({ connection: gateway, sessionId: SESSION, left: leftOf(1, 1, 6) });
    await say(next, 2, 7);
    expect(marks(gateway)).toEqual(numbered(8));
  });

  test("that has all arrived needs no take", async () => {
    const gateway = new FakeGateway(SESSION);
    Object.assign(gateway, { take: 2, arrived: 6 });
    const circumstances = () => ({ isPaused: true, isLeft: true });
    const next = new Sender({ connection: gateway, sessionId: SESSION, circumstances, left: leftOf(1, 1, 6) });
    await vi.advanceTimersByTimeAsync(500);
    expect(next.getSnapshot()).toMatchObject({ kind: "superseded", keptMs: 0 });
    expect(gateway.asked).toEqual(["speak"]);
  });
});
