import { describe, expect, test } from "vitest";
import { draftOf } from "#protocol/reduce";
import { eventually } from "../../support/eventually";
import type { Fault } from "../../support/scripted/faults";
import { openStage } from "../../support/stage";
import { expectWhole, range } from "../../support/whole";

const stage = openStage();

/** A page that has begun to speak and has read its first ten words. */
async function speaking() {
  const page = await stage.page();
  const sessionId = await page.start();
  page.speak(sessionId);
  await page.says(range(1, 12));
  await page.hears(10);
  return { page, sessionId, serving: stage.stack.serving() };
}

/** How many segments PostgreSQL holds. */
async function segments(sessionId: string): Promise<number> {
  const { rows } = await stage.stack.database.query("SELECT seq FROM segment WHERE session_id = $1", [sessionId]);
  return rows.length;
}

describe("worker killed (kill -9)", () => {
  test("the words go on; no line is missing and none is there twice", async () => {
    const { page, sessionId, serving } = await speaking();
    // w13 to w40 are said while nobody serves, w12 and before may be heard but not committed.
    await serving.kill();
    await page.says(range(13, 40));
    await page.hears(40);
    expect(stage.stack.serving()).not.toBe(serving);
    await page.stops();
    await expectWhole(page, sessionId, range(1, 40));
  });
});

describe("worker killed between commit and publish", () => {
  test("what was committed and told to nobody is on the page, once", async () => {
    const { page, sessionId, serving } = await speaking();
    const before = await segments(sessionId);
    // The worker learns that a segment is stored only by the reply, and it publishes after that: with
    // the reply held back it stands between the two until it is killed.
    const committed = serving.postgres.replyTo(/INSERT INTO segment/, "hold");
    await page.says(range(13, 20));
    await committed;
    const shown = page.transcript.segments.size;
    expect([await segments(sessionId), shown]).toEqual([before + 1, before]);
    await serving.kill();
    await page.says(range(21, 30));
    await page.stops();
    await expectWhole(page, sessionId, range(1, 30));
  });
});

describe("worker killed after the last commit", () => {
  test("before the session is marked as ended: another worker ends it", async () => {
    const { page, sessionId, serving } = await speaking();
    // The update never reaches PostgreSQL; the segments before it have.
    const ending = serving.postgres.requestOf(/SET state = 'ended'/, "hold");
    await page.stops();
    await ending;
    expect(await segments(sessionId)).toBe(3);
    await serving.kill();
    await expectWhole(page, sessionId, range(1, 12));
  });

  test("after the session is marked as ended: another worker tells the page", async () => {
    const { page, sessionId, serving } = await speaking();
    const ended = serving.postgres.replyTo(/SET state = 'ended'/, "hold");
    await page.stops();
    await ended;
    expect(page.transcript.session?.state).not.toBe("ended");
    await serving.kill();
    await expectWhole(page, sessionId, range(1, 12));
  });
});

describe("worker frozen longer than its lock, then back", () => {
  test("what it still wanted to commit is refused", async () => {
    const { page, sessionId, serving } = await speaking();
    // Both are about to commit w11 to w15: the one that freezes, and the one that takes the session over.
    const first: Fault = { at: "final", hold: true, times: 1 };
    const second: Fault = { at: "final", hold: true };
    stage.stack.faults.set(first, second);
    await page.says(range(13, 20));
    await eventually("w15 is a draft", () => draftOf(page.transcript)?.text.includes("w15"));
    const epoch = draftOf(page.transcript)?.epoch ?? 0;
    serving.child.freeze();
    await eventually("another worker has heard w15", () => {
      const draft = draftOf(page.transcript);
      return draft && draft.epoch > epoch && draft.text.includes("w15");
    });

    // It comes back, and cannot learn from Redis that its lock is gone: only the fence is left.
    serving.redis.freeze();
    stage.stack.faults.lift(first);
    const answered = serving.postgres.replyTo(/INSERT INTO segment/, "cut");
    serving.child.thaw();
    await answered;
    expect(await segments(sessionId)).toBe(2);
    serving.redis.heal();
    stage.stack.faults.lift(second);
    await page.says(range(21, 40));
    await page.stops();
    await expectWhole(page, sessionId, range(1, 40));
  });
});

describe("deploy: SIGTERM to a worker", () => {
  test("it hands its session over and ends with status 0", async () => {
    const { page, sessionId, serving } = await speaking();
    const [status] = await Promise.all([serving.terminate(), page.says(range(13, 40))]);
    expect(status).toBe(0);
    await page.hears(40);
    expect(stage.stack.serving()).not.toBe(serving);
    await page.stops();
    await expectWhole(page, sessionId, range(1, 40));
  });

  test("also while its recogniser is slow to say its last words", async () => {
    const { page, sessionId, serving } = await speaking();
    stage.stack.faults.set({ at: "final", hold: true });
    await page.stops();
    // It has read the stop and half-closed the recogniser, which keeps w11 and w12 to itself.
    await eventually("w12 is a draft", () => draftOf(page.transcript)?.text.includes("w12"));
    expect(await serving.terminate()).toBe(0);
    stage.stack.faults.set();
    await expectWhole(page, sessionId, range(1, 12));
  });
});
