import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Sender } from "#app/speaking/sender";
import { CHUNK_SAMPLES } from "#protocol/sound";
import { FakeGateway } from "./fake-gateway";

const CHUNK_MS = 200;
const SESSION = "a".repeat(22);

type Fault =
  | { kind: "cut" | "deaf" | "mute" | "full" | "no-capacity" | "unavailable" | "heal" | "reset" }
  | { kind: "forget"; entries: number }
  | { kind: "commit"; but: number }
  | { kind: "room"; room: number };

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>(
    { kind: "cut" },
    { kind: "deaf" },
    { kind: "mute" },
    { kind: "full" },
    { kind: "no-capacity" },
    { kind: "unavailable" },
    { kind: "heal" },
    { kind: "heal" },
    { kind: "reset" },
  ),
  fc.record({ kind: fc.constant("forget" as const), entries: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant("commit" as const), but: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant("room" as const), room: fc.integer({ min: 0, max: 6 }) }),
);

function schedule(longestChunks: number, steps: number) {
  return fc.array(fc.tuple(fc.integer({ min: 0, max: longestChunks }), fault), { maxLength: steps });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A minute of sound: longer faults lose some. */
const MOST_KEPT = 300;

/** Speaks during the faults and stops after them. @returns the states of page and gateway */
async function spokenThrough(steps: [number, Fault][]) {
  const gateway = new FakeGateway(SESSION);
  const sender = new Sender({ connection: gateway, sessionId: SESSION, mostKept: MOST_KEPT });
  let said = 0;
  for (const [chunks, fault] of steps) {
    for (let i = 0; i < chunks; i += 1) {
      if (sender.push(new Int16Array(CHUNK_SAMPLES).fill(said + 1))) said += 1;
      await vi.advanceTimersByTimeAsync(CHUNK_MS);
    }
    bring(gateway, fault);
  }
  gateway.heal();
  void sender.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  return { end: sender.getSnapshot(), gateway, said };
}

function bring(gateway: FakeGateway, fault: Fault): void {
  switch (fault.kind) {
    case "cut":
      gateway.cut();
      break;
    case "heal":
      gateway.heal();
      break;
    case "reset":
      gateway.reset();
      break;
    case "deaf":
      gateway.isDeaf = true;
      break;
    case "mute":
      gateway.isMute = true;
      break;
    case "forget":
      gateway.forget(fault.entries);
      break;
    case "commit":
      gateway.commit(fault.but);
      break;
    case "room":
      gateway.room = fault.room;
      break;
    default:
      gateway.refusal = { kind: fault.kind };
  }
}

/** The outcome of every chunk: its sound, or "lost". */
function outcome(gateway: FakeGateway): Map<number, number | "lost"> {
  const found = new Map<number, number | "lost">();
  for (const { kind, from, n, mark } of gateway.entries) {
    for (let i = from; i <= n && kind !== "stop"; i += 1) found.set(i, kind === "lost" ? "lost" : mark);
  }
  for (const [n, mark] of gateway.safe) found.set(n, mark);
  return found;
}

test("after any faults of less than a minute, every chunk has arrived once, and then the stop", async () => {
  await fc.assert(
    fc.asyncProperty(schedule(25, 10), async (steps) => {
      const { end, gateway, said } = await spokenThrough(steps);
      expect(end).toMatchObject({ kind: "stopped", keptMs: 0, lostMs: 0 });
      const found = outcome(gateway);
      for (let n = 1; n <= said; n += 1) expect(found.get(n)).toBe(n);
      expect(found.size).toBe(said);
      expect(gateway.asked).not.toContain("lost");
      if (said > 0) expect(gateway.entries.at(-1)).toMatchObject({ kind: "stop", n: said + 1 });
      expect(gateway.excesses).toBe(0);
    }),
    { numRuns: 150 },
  );
}, 120_000);

test("after longer faults, every missing chunk is declared lost, and the page knows how many", async () => {
  await fc.assert(
    fc.asyncProperty(schedule(450, 6), async (steps) => {
      const { end, gateway, said } = await spokenThrough(steps);
      expect(end).toMatchObject({ kind: "stopped", keptMs: 0 });
      const found = outcome(gateway);
      let lost = 0;
      for (let n = 1; n <= said; n += 1) {
        if (found.get(n) === "lost") lost += 1;
        else expect(found.get(n)).toBe(n);
      }
      expect(end.lostMs).toBe(lost * CHUNK_MS);
      expect(gateway.excesses).toBe(0);
    }),
    { numRuns: 60 },
  );
}, 120_000);
