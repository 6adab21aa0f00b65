import { describe, expect, test, vi } from "vitest";
import { segmentsInOrder } from "#protocol/reduce";
import { CONTINUABLE_MS } from "#protocol/session";
import { CHUNK_SAMPLES } from "#protocol/sound";
import { goneKey, mailboxKey, takeKey } from "#redis/keys";
import { closeMailbox, MAILBOX_CHUNKS, setSpokenLanguage, startCountingSilence } from "#redis/mailbox";
import { eventually } from "#testing/eventually";
import { readJournal } from "#testing/scripted/speech-to-text";
import { EIGHT_WORDS } from "#testing/stack/eight-words";
import { expectCompleteTranscript, range } from "#testing/stack/expect-complete";
import { type Page, TARGETS } from "#testing/stack/page";
import { RawSocket } from "#testing/stack/raw-socket";
import { Reader, share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

// Sentences of eight words and finals of five words: a segment is open most of the time.
const fixture = stackFixture({ env: EIGHT_WORDS });

/** In chunks. */
const SECOND = 5;
const MINUTE = 60 * SECOND;
/** The limit of billed time, as a ratio of recognised sound to captured sound. */
const MOST_HEARD = 1.02;

/** The keys of Redis whose name or value contains the text. */
async function keysHolding(text: string): Promise<string[]> {
  const { redis } = fixture.stack;
  const found: string[] = [];
  for (const key of await redis.keys("*")) {
    if (key.includes(text) || (await contentsOf(key)).includes(text)) found.push(key);
  }
  return found;
}

async function contentsOf(key: string): Promise<string> {
  const { redis } = fixture.stack;
  switch (await redis.type(key)) {
    case "string":
      return (await redis.get(key)) ?? "";
    case "hash":
      return JSON.stringify(await redis.hgetall(key));
    case "list":
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case "set":
      return JSON.stringify(await redis.smembers(key));
    case "zset":
      return JSON.stringify(await redis.zrange(key, "0", "-1"));
    case "stream":
      return JSON.stringify(await redis.xrange(key, "-", "+"));
    default:
      return "";
  }
}

async function rowsOf(sessionId: string): Promise<number> {
  const { rows } = await fixture.stack.database.query(
    `SELECT (SELECT count(*) FROM session WHERE id = $1) + (SELECT count(*) FROM segment WHERE session_id = $1)
      + (SELECT count(*) FROM translation WHERE session_id = $1)
      + (SELECT count(*) FROM untranslated WHERE session_id = $1) AS left`,
    [sessionId],
  );
  return Number(rows[0].left);
}

describe("no worker runs", () => {
  test("Start is refused; sound of a running session is kept, and recognised once a worker runs", async () => {
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId);
    await page.says(range(1, 12));
    await page.hears(10);
    await Promise.all(fixture.stack.workers.map((worker) => worker.kill()));
    await fixture.stack.whenServing();

    const other = await fixture.page();
    await eventually("the page is connected", () => other.connection.state === "connected");
    const wish = { sourceLang: "en-US", alternativeLangs: [], targetLangs: TARGETS };
    expect(await other.connection.ask("session:start", wish)).toEqual({ ok: false, refusal: { kind: "no-capacity" } });
    await page.says(range(13, 60));
    await page.hasSent();
    await fixture.stack.addWorker();
    await page.hears(60);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 60));
  });
});

describe("mailbox full", () => {
  test("the page says that the mailbox is full, keeps the sound, and loses no word", async () => {
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId);
    // The recogniser stands still: no anchor moves, so no entry leaves the mailbox.
    fixture.stack.faults.set({ at: "hear", hold: true });
    const words = range(1, MAILBOX_CHUNKS + 100);
    await page.says(words, 2);
    await eventually("the page says that the mailbox is full", () => page.sender.getSnapshot().kind === "full");
    expect(page.sender.getSnapshot().keptMs).toBe(100 * 200);
    fixture.stack.faults.set();
    await page.stops();
    await expectCompleteTranscript(page, sessionId, words);
    expect(page.sender.getSnapshot().lostMs).toBe(0);
  });
});

describe("ten minutes of silence", () => {
  test("create no segment, leave at most 5 s of sound in the mailbox, and are fed to a recogniser once", async () => {
    const before = readJournal(fixture.stack.directory).length;
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId);
    for (const _minute of range(1, 10)) {
      await page.says(Array(MINUTE).fill(0), 1);
      await page.hasSent();
      await eventually("the mailbox is nearly empty", async () => {
        return (await fixture.stack.redis.xlen(mailboxKey(sessionId))) < 5 * SECOND;
      });
    }
    expect(segmentsInOrder(page.transcript)).toEqual([]);

    // The words that follow have the times at which they were said.
    await page.says(range(1, 5));
    await page.hears(5);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 5));
    expect(segmentsInOrder(page.transcript)[0]).toMatchObject({ seq: 1, startMs: 600_000, endMs: 601_000 });

    const heard = readJournal(fixture.stack.directory)
      .slice(before)
      .map((entry) => (entry.did === "close" ? entry.heardSamples : 0))
      .reduce((sum, samples) => sum + samples, 0);
    expect(heard).toBeLessThanOrEqual((10 * MINUTE + 5) * CHUNK_SAMPLES * MOST_HEARD);
  });
});

describe("session continued after its end", () => {
  const ended = async (page: Page) =>
    eventually("it has ended", () => page.transcript.session?.state === "ended" && page.transcript.session);

  test("it keeps id, link, lines and clock, and a late worker of the ended session changes nothing", async () => {
    const url = fixture.url();
    const { redis, database } = fixture.stack;
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId);
    await page.says(range(1, 12));
    await page.hears(8);
    const socket = await RawSocket.connect(url, page.person.token);
    const reader = Reader.open(url, (await share(socket, sessionId)).token);
    const isRead = (state: string) =>
      eventually(`the reader's session is ${state}`, () => reader.snapshot.transcript.session?.state === state);
    await page.stops();
    expect((await ended(page)).continuableMs).toBeGreaterThan(CONTINUABLE_MS - 60_000);
    await isRead("ended");
    const lastTake = Number(await redis.hget(takeKey(sessionId), "take"));
    const { rows: before } = await database.query("SELECT epoch FROM session WHERE id = $1", [sessionId]);

    // A worker that died before it closed the mailbox leaves the stop in it: it must not end the continued session.
    await redis.xadd(
      mailboxKey(sessionId),
      `${lastTake}-99999`,
      ...Object.entries({ k: "stop", s: 0, d: "", l: 0, g: "" }).flat(),
    );
    // Two pages at once.
    const both = await Promise.all([1, 2].map(() => socket.ask("session:continue", { sessionId })));
    expect(both).toEqual([{ ok: true }, { ok: true }]);
    const { rows: after } = await database.query("SELECT epoch, ended_at FROM session WHERE id = $1", [sessionId]);
    expect(after).toEqual([{ epoch: before[0].epoch + 1, ended_at: null }]);
    await isRead("live");
    expect(reader.snapshot.transcript.session).not.toHaveProperty("continuableMs");
    page.speak(sessionId);
    await page.says(range(13, 24));
    await page.hasSent();
    expect(await closeMailbox(redis, sessionId, lastTake)).toBe(false);
    await page.hears(20);
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 24));
    const all = segmentsInOrder(page.transcript);
    expect(all.map(({ startMs }) => startMs)).toEqual(all.map(({ startMs }) => startMs).toSorted((a, b) => a - b));
    await eventually("the reader has every line", () => reader.translations("es").length === all.length);
    reader.close();
    socket.close();
  });

  test("it is refused after an hour, after a failure, and in a language that is not supported", async () => {
    const url = fixture.url();
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId);
    await page.stops();
    await ended(page);
    const socket = await RawSocket.connect(url, page.person.token);
    const continueWith = async (change: string) => {
      await fixture.stack.database.query(`UPDATE session SET ${change} WHERE id = $1`, [sessionId]);
      return (await socket.ask("session:continue", { sessionId })).refusal;
    };
    expect(await continueWith("ended_at = now() - interval '61 minutes'")).toEqual({ kind: "over" });
    expect(await continueWith("ended_at = now(), state = 'failed', failure = 'crashed'")).toEqual({ kind: "over" });
    expect(await continueWith("source_lang = 'xx', state = 'ended'")).toEqual({
      kind: "unsupported-language",
      lang: "xx",
    });
    const { rows } = await fixture.stack.database.query("SELECT state FROM session WHERE id = $1", [sessionId]);
    expect(rows).toEqual([{ state: "ended" }]);
    socket.close();
  });
});

describe("session deleted during speech", () => {
  test("its pages are told, and no data of it remains but its tombstone", async () => {
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId);
    // A translation into Catalan is under way when the session is deleted.
    fixture.stack.faults.set({ at: "translate", to: "ca", hold: true });
    const tab = await fixture.page({ web: 1, person: page.person });
    const { getSnapshot } = tab.follow(sessionId);
    await eventually("the second tab follows too", () => getSnapshot().access === "joined");
    // More words than fit before the deletion, also on a busy machine.
    const said = page.says(range(1, 3_000), 20).catch(() => "ended");
    await page.hears(20);
    expect(await rowsOf(sessionId)).toBeGreaterThan(1);

    expect(await tab.connection.ask("session:delete", { sessionId })).toEqual({ ok: true });
    for (const { client } of [page, tab]) {
      await eventually("the page is told", () => client.getSnapshot().access === "deleted");
      expect(client.getSnapshot().transcript.segments.size).toBe(0);
    }
    await eventually("the sender is told", () => ["over", "gone"].includes(page.sender.getSnapshot().kind));
    fixture.stack.faults.set();
    expect(await said).toBe("ended");
    await page.close();

    await eventually("no row is left", async () => (await rowsOf(sessionId)) === 0);
    await vi.waitFor(async () => expect(await keysHolding(sessionId)).toEqual([goneKey(sessionId)]), 30_000);
    // A process that read the session before its deletion, for example the sweeper, recreates nothing of it.
    const redis = fixture.stack.redis;
    await startCountingSilence(redis, sessionId);
    await setSpokenLanguage(redis, sessionId, "en-US");
    expect(await keysHolding(sessionId)).toEqual([goneKey(sessionId)]);
    expect(await tab.connection.ask("session:join", { sessionId, since: 0 })).toEqual({
      ok: false,
      refusal: { kind: "not-found" },
    });
    expect(await rowsOf(sessionId)).toBe(0);
  });
});
