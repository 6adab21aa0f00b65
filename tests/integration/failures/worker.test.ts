import { describe, expect, test } from "vitest";
import { draftOf, segmentsInOrder } from "#protocol/reduce";
import { entriesIn } from "#redis/mailbox";
import { eventually } from "#testing/eventually";
import type { Fault } from "#testing/scripted/faults";
import { EIGHT_WORDS, FIRST_PIECE, NEXT_PIECE } from "#testing/stack/eight-words";
import { expectComplete, expectCompleteTranscript, numbersIn, range } from "#testing/stack/expect-complete";
import type { Page } from "#testing/stack/page";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ env: EIGHT_WORDS });

/** A page that speaks and shows its first ten words: W1 to w8, closed, and W9 w10, open. */
async function speaking() {
  const page = await fixture.page();
  const sessionId = await page.start();
  page.speak(sessionId);
  await page.says(range(1, 12));
  await page.hears(10);
  return { page, sessionId, serving: fixture.stack.serving() };
}

/** The number of stored pieces, and of open segments. */
async function stored(sessionId: string): Promise<{ pieces: number; open: number }> {
  const { rows } = await fixture.stack.database.query(
    "SELECT coalesce(sum(pieces), 0)::int AS pieces, count(*) FILTER (WHERE open)::int AS open FROM segment WHERE session_id = $1",
    [sessionId],
  );
  return rows[0];
}

/** The segments are the sentences that were said, in spite of the failure between their pieces. */
async function expectSentences(page: Page, sessionId: string, words: number): Promise<void> {
  await expectCompleteTranscript(page, sessionId, range(1, words));
  const ends = segmentsInOrder(page.transcript).map(({ text }) => numbersIn(text).at(-1));
  expect(ends).toEqual([
    ...range(1, Math.floor(words / 8)).map((sentence) => 8 * sentence),
    ...(words % 8 ? [words] : []),
  ]);
}

describe("worker killed (kill -9)", () => {
  test("the words continue; no line is missing or doubled", async () => {
    const { page, sessionId, serving } = await speaking();
    // w13 to w40 are said while no worker serves; w11 and w12 may be recognised and not committed.
    await serving.kill();
    await page.says(range(13, 40));
    await page.hears(40);
    expect(fixture.stack.serving()).not.toBe(serving);
    await page.stops();
    await expectSentences(page, sessionId, 40);
  });
});

describe("worker killed between commit and publish", () => {
  // w11 to w15 continue a segment, w16 closes it, and W17 begins the next one.
  test.each([
    ["the first piece of a segment", FIRST_PIECE, 1],
    ["a piece in the middle of a segment", NEXT_PIECE, 1],
    ["the piece that closes a segment", NEXT_PIECE, 2],
  ])("%s that was stored and not published is on the page once", async (_, statement, nth) => {
    const { page, sessionId, serving } = await speaking();
    // The worker publishes a piece after the reply to its commit. While the reply is held back, the worker
    // is between commit and publish.
    const committed = serving.postgres.replyTo(statement, "hold", nth);
    await page.says(range(13, 28));
    await committed;
    const words = numbersIn(page.text).length;
    const { rows } = await fixture.stack.database.query("SELECT text FROM segment WHERE session_id = $1", [sessionId]);
    expect(rows.flatMap(({ text }) => numbersIn(text)).length).toBeGreaterThan(words);
    await serving.kill();
    await page.says(range(29, 40));
    await page.stops();
    await expectSentences(page, sessionId, 40);
  });
});

describe("worker killed between two pieces of a segment", () => {
  test.each([
    ["before a piece in the middle of it", 1],
    ["after its last words, before the piece that closes it", 2],
  ])("%s: the next worker continues the segment", async (_, nth) => {
    const { page, sessionId, serving } = await speaking();
    const asked = serving.postgres.requestOf(NEXT_PIECE, "hold", nth);
    await page.says(range(13, 28));
    await asked;
    expect((await stored(sessionId)).open).toBe(1);
    await serving.kill();
    await page.says(range(29, 40));
    await page.stops();
    await expectSentences(page, sessionId, 40);
  });

  test.each([
    ["before its last words", 1],
    ["after its last words, before the piece that closes it", 2],
  ])("%s, when all that follows is the stop: the next worker closes it and ends the session", async (_, nth) => {
    const { page, sessionId, serving } = await speaking();
    const asked = serving.postgres.requestOf(NEXT_PIECE, "hold", nth);
    await page.stops();
    await asked;
    expect((await stored(sessionId)).open).toBe(1);
    await serving.kill();
    await expectSentences(page, sessionId, 12);
  });

  test("and no sound follows: the sweeper closes the segment, and it is translated", async () => {
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId);
    // Ten words are settled and stored: the mailbox is empty, so no job asks for another worker.
    const serving = () => fixture.stack.serving();
    await page.says(range(1, 10));
    await page.hears(10);
    await eventually("the mailbox is empty", async () => (await entriesIn(fixture.stack.redis, sessionId)) === 0);
    await serving().kill();
    expect((await stored(sessionId)).open).toBe(1);
    await eventually("the sweeper has closed it", async () => (await stored(sessionId)).open === 0);
    await eventually("the page is told that the segment is closed", () =>
      segmentsInOrder(page.transcript).every(({ open }) => !open),
    );
    await expectComplete(page, sessionId, range(1, 10));
  });
});

describe("worker killed after the last commit", () => {
  test("before the session is marked as ended: another worker ends it", async () => {
    const { page, sessionId, serving } = await speaking();
    // The update does not reach PostgreSQL; the segments before it did.
    const ending = serving.postgres.requestOf(/SET state = 'ended'/, "hold");
    await page.stops();
    await ending;
    // W9 to w12 came in two pieces, and the stop closed them.
    expect(await stored(sessionId)).toEqual({ pieces: 5, open: 0 });
    await serving.kill();
    await expectCompleteTranscript(page, sessionId, range(1, 12));
  });

  test("after the session is marked as ended: another worker tells the page", async () => {
    const { page, sessionId, serving } = await speaking();
    const ended = serving.postgres.replyTo(/SET state = 'ended'/, "hold");
    await page.stops();
    await ended;
    expect(page.transcript.session?.state).not.toBe("ended");
    await serving.kill();
    await expectCompleteTranscript(page, sessionId, range(1, 12));
  });
});

describe("worker frozen longer than its lock, then back", () => {
  test("its later commits are refused", async () => {
    const { page, sessionId, serving } = await speaking();
    // Both workers are about to commit w11 to w15: the one that freezes, and the one that takes over.
    const first: Fault = { at: "final", hold: true, times: 1 };
    const second: Fault = { at: "final", hold: true };
    fixture.stack.faults.set(first, second);
    await page.says(range(13, 20));
    await eventually("w15 is a draft", () => draftOf(page.transcript)?.text.includes("w15"));
    const epoch = draftOf(page.transcript)?.epoch ?? 0;
    serving.child.freeze();
    await eventually("another worker has recognised w15", () => {
      const draft = draftOf(page.transcript);
      return draft && draft.epoch > epoch && draft.text.includes("w15");
    });

    // It comes back and cannot learn from Redis that its lock is lost: only the fence protects the session.
    serving.redis.freeze();
    fixture.stack.faults.lift(first);
    const answered = serving.postgres.replyTo(NEXT_PIECE, "cut");
    serving.child.thaw();
    await answered;
    expect((await stored(sessionId)).pieces).toBe(3);
    serving.redis.heal();
    fixture.stack.faults.lift(second);
    await page.says(range(21, 40));
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 40));
  });
});

describe("deploy: SIGTERM to a worker", () => {
  test("it hands its session over and ends with status 0", async () => {
    const { page, sessionId, serving } = await speaking();
    const [status] = await Promise.all([serving.terminate(), page.says(range(13, 40))]);
    expect(status).toBe(0);
    await page.hears(40);
    expect(fixture.stack.serving()).not.toBe(serving);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 40));
  });

  test("also while its recogniser is slow to send its last final", async () => {
    const { page, sessionId, serving } = await speaking();
    fixture.stack.faults.set({ at: "final", hold: true });
    await page.stops();
    // It has read the stop and half-closed the recogniser, which holds back w11 and w12.
    await eventually("w12 is a draft", () => draftOf(page.transcript)?.text.includes("w12"));
    expect(await serving.terminate()).toBe(0);
    fixture.stack.faults.set();
    await expectCompleteTranscript(page, sessionId, range(1, 12));
  });
});
