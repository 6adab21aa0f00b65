import { describe, expect, test } from "vitest";
import { SoundTurns } from "#store/sound-turns";

/** An error as Prisma's adapter throws it. */
function refused(code: string): Error {
  return Object.assign(new Error(code), { name: "DriverAdapterError", cause: { originalCode: code } });
}

/** Starts queries 0, 1, 2 ... in turns of two. */
function started(count: number) {
  const turns = new SoundTurns(2);
  const running: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const results = Array.from({ length: count }, () =>
    turns.take(() => new Promise<string>((resolve, reject) => running.push({ resolve, reject }))),
  );
  const settled = Promise.allSettled(results);
  /** Lets everything run that can. */
  const pass = () => new Promise((resolve) => setImmediate(resolve));
  return { turns, running, settled, pass };
}

describe("turns of queries", () => {
  test("run two at once, and the others in order", async () => {
    const { running, settled, pass } = started(4);
    await pass();
    expect(running).toHaveLength(2);
    running[1]?.resolve("second");
    await pass();
    expect(running).toHaveLength(3);
    running[0]?.reject(refused("40001"));
    await pass();
    expect(running).toHaveLength(4);
    running[2]?.resolve("third");
    running[3]?.resolve("fourth");
    const values = (await settled).map((one) => (one.status === "fulfilled" ? one.value : "failed"));
    expect(values).toEqual(["failed", "second", "third", "fourth"]);
  });

  test("a fault of the table ends those that wait; later ones run", async () => {
    const { turns, running, settled, pass } = started(5);
    running[0]?.reject(refused("55P03"));
    await pass();
    running[1]?.resolve("second");
    const states = (await settled).map(({ status }) => status);
    expect(states).toEqual(["rejected", "fulfilled", "rejected", "rejected", "rejected"]);
    expect(running).toHaveLength(2);
    expect(await Promise.all([1, 2, 3].map((n) => turns.take(async () => n)))).toEqual([1, 2, 3]);
  });
});
