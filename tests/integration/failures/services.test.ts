import { readdirSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { draftOf, segmentsInOrder } from "#protocol/reduce";
import { eventually } from "#testing/eventually";
import { EIGHT_WORDS, FIRST_PIECE, NEXT_PIECE } from "#testing/stack/eight-words";
import { expectCompleteTranscript, expectSentences, range } from "#testing/stack/expect-complete";
import { stackFixture } from "#testing/stack/stack-fixture";

// Sentences of eight words and finals of five words: each failure happens while a segment is open.
const fixture = stackFixture({ env: EIGHT_WORDS });

/** A page whose first ten words are committed and shown: W1 to w8, closed, and W9 w10, open. */
async function speaking() {
  const page = await fixture.page();
  const sessionId = await page.start();
  page.speak(sessionId);
  await page.says(range(1, 12));
  await page.hears(10);
  expect(segmentsInOrder(page.transcript).map(({ open = false }) => open)).toEqual([false, true]);
  return { page, sessionId };
}

/** The sweeper would replace the file whose length a test has noted. Allowed again by a restart of Redis. */
async function forbidRewriting(): Promise<void> {
  await fixture.stack.redis.acl("SETUSER", "default", "-bgrewriteaof");
  await eventually("no rewrite runs", async () => {
    const info = await fixture.stack.redis.info("persistence");
    return /aof_rewrite_in_progress:0/.test(info) && /aof_rewrite_scheduled:0/.test(info);
  });
}

/** The incremental part of Redis' append-only file. */
function appendOnlyFile(): string {
  const folder = join(fixture.stack.directory, "redis", "appendonlydir");
  const name = readdirSync(folder).find((file) => file.endsWith(".incr.aof"));
  return join(folder, name ?? "");
}

describe("Redis restarted", () => {
  test("with its append-only file: no word is lost or doubled", async () => {
    const { page, sessionId } = await speaking();
    const { redis } = fixture.stack.services;
    await redis.stop();
    await page.says(range(13, 30));
    await redis.restart();
    await page.says(range(31, 60));
    await page.hears(50);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 60));
  });

  test("without its last second: the page sends the missing chunks again, and no word is lost", async () => {
    const { page, sessionId } = await speaking();
    const { redis } = fixture.stack.services;
    await forbidRewriting();
    const size = statSync(appendOnlyFile()).size;
    // Some of these words are committed and the others acknowledged when Redis loses all of them.
    await page.says(range(13, 32));
    await page.hasSent();
    await redis.kill();
    truncateSync(appendOnlyFile(), size);
    await redis.restart();
    await page.says(range(33, 60));
    await page.hears(60);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 60));
  });

  test("with no data: the session continues from the store, and no word is lost", async () => {
    const { page, sessionId } = await speaking();
    await page.says(range(13, 22));
    await page.hasSent();
    await fixture.stack.redis.flushall();
    await page.says(range(23, 40));
    await page.hears(40);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 40));
  });
});

describe("Redis out of memory", () => {
  test("the page says that the mailbox is full, keeps the sound, and continues once there is room", async () => {
    const { page, sessionId } = await speaking();
    await fixture.stack.redis.config("SET", "maxmemory", "1mb");
    await page.says(range(13, 40));
    await eventually("the page says that the mailbox is full", () => page.sender.getSnapshot().kind === "full");
    await fixture.stack.redis.config("SET", "maxmemory", "0");
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 40));
  });
});

describe("PostgreSQL restarted", () => {
  test("drafts continue, and commits follow", async () => {
    const { page, sessionId } = await speaking();
    const { postgres } = fixture.stack.services;
    await postgres.stop();
    await page.says(range(13, 29));
    await eventually("w29 is a draft", () => draftOf(page.transcript)?.text.includes("w29"));
    await postgres.restart();
    await page.says(range(30, 40));
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 40));
  });
});

describe("PostgreSQL and the worker gone at once", () => {
  test("the next worker recognises again the sound that was recognised and not stored", async () => {
    const { page, sessionId } = await speaking();
    const { postgres } = fixture.stack.services;
    await postgres.stop();
    await page.says(range(13, 29));
    await eventually("w29 is a draft", () => draftOf(page.transcript)?.text.includes("w29"));
    await fixture.stack.serving().kill();
    await postgres.restart();
    await page.says(range(30, 40));
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 40));
  });
});

describe("connection to PostgreSQL cut between COMMIT and its reply", () => {
  // w11 to w15 continue a segment, w16 closes it, and W17 begins the next one.
  test.each([
    ["that begins a segment", FIRST_PIECE, 1],
    ["in the middle of a segment", NEXT_PIECE, 1],
    ["that closes a segment", NEXT_PIECE, 2],
  ])("a piece %s is stored once", async (_, statement, nth) => {
    const { page, sessionId } = await speaking();
    const { postgres } = fixture.stack.serving();
    const epoch = await eventually("the page has the epoch of the worker", () => page.transcript.head?.epoch);
    const committed = postgres.replyTo(statement, "cut", nth);
    await page.says(range(13, 26));
    await committed;
    await page.hears(25);
    // The worker recognised its own row and continued: it did not claim the session again.
    const { rows } = await fixture.stack.database.query("SELECT epoch FROM session WHERE id = $1", [sessionId]);
    expect(rows).toEqual([{ epoch }]);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 26));
    expectSentences(page, 8, 26);
  });

  test("of the query that ends a session: the session has ended", async () => {
    const { page, sessionId } = await speaking();
    const { postgres } = fixture.stack.serving();
    const ended = postgres.replyTo(/SET state = 'ended'/, "cut");
    await page.stops();
    await ended;
    await expectCompleteTranscript(page, sessionId, range(1, 12));
  });
});

describe("after all of these failures", () => {
  test("no log of any process, nor of PostgreSQL or Redis, holds a word that was spoken", () => {
    const { directory } = fixture.stack;
    const logs = readdirSync(directory).filter((file) => file.endsWith(".log"));
    const text = logs.map((file) => readFileSync(join(directory, file), "utf8")).join("\n");
    expect(text).toContain("retrying the commit");
    expect(text).not.toMatch(/\bw\d+ w\d+/i);
  });
});
