import { describe, expect, test } from "vitest";
import { LeftSender } from "#app/speaking/left-sender";
import type { OutgoingOptions } from "#app/speaking/outgoing";
import type { SoundLog } from "#app/unsent/left-sound";
import { segmentsInOrder } from "#protocol/reduce";
import type { PublicView } from "#protocol/session";
import type { Changes } from "#protocol/transcript";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { EIGHT_WORDS } from "#testing/stack/eight-words";
import { expectCompleteTranscript, range } from "#testing/stack/expect-complete";
import { type Page, TARGETS } from "#testing/stack/page";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";
import { closingAfterEach } from "#testing/vitest/closing-after-each";

// Sentences of eight words and finals of five words: a segment is open most of the time.
const fixture = stackFixture({ env: EIGHT_WORDS });
const kept = closingAfterEach();
const CHUNK_MS = 200;

/** Stands for the browser's store: nothing is asked of it. */
const UNLOGGED: SoundLog = {
  began: () => {},
  leaveTake: () => {},
  add: () => {},
  acknowledged: () => {},
  renumber: () => {},
  drop: () => {},
  close: async () => {},
};

/** A page whose first twenty words are acknowledged: two sentences, and W17 to w20 of a third. */
async function speaking(options: OutgoingOptions = {}) {
  const page = await fixture.page();
  const sessionId = await page.start();
  page.speak(sessionId, options);
  await page.says(range(1, 20));
  await page.hasSent();
  return { page, sessionId };
}

function isReconnecting(page: Page): boolean {
  return page.sender.getSnapshot().kind === "reconnecting";
}

describe("browser offline up to an hour, also half-open", () => {
  test("offline: the page says that it reconnects, and no word is lost", async () => {
    const { page, sessionId } = await speaking();
    page.network.refuse();
    await eventually("the page says that it reconnects", () => isReconnecting(page));
    await page.says(range(21, 170), 40);
    expect(page.sender.getSnapshot()).toMatchObject({ kind: "reconnecting", keptMs: 150 * CHUNK_MS, lostMs: 0 });
    page.network.heal();
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 170));
  });

  test("half-open: the page notices the dead connection, and no word is lost", async () => {
    const { page, sessionId } = await speaking();
    page.network.freeze();
    await page.says(range(21, 120), 20);
    await eventually("the page says that it reconnects", () => isReconnecting(page));
    // Messages that were under way when the network froze arrive late, beside the repeated ones.
    page.network.heal();
    await page.says(range(121, 140));
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 140));
  });

  test("half-open in one direction, with chunks that arrive and acknowledgements that do not: no word is lost or doubled", async () => {
    const { page, sessionId } = await speaking();
    page.network.freeze("to-client");
    await page.says(range(21, 60));
    await eventually("the page says that it reconnects", () => isReconnecting(page));
    page.network.heal();
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 60));
  });

  test("cut four times: no word is lost or doubled", async () => {
    const { page, sessionId } = await speaking();
    for (const from of [21, 41, 61, 81]) {
      await page.says(range(from, from + 19), 20);
      page.network.cut();
    }
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 100));
  });
});

/** A socket that speaks chunk by chunk, and a page of its person that follows. `says`: the first chunk has this age, ms. */
async function speakingBySocket() {
  const url = fixture.url();
  const person = await signIn(url);
  const speaker = kept(await RawSocket.connect(url, person.token));
  const { sessionId, take } = await speaker.speakInNew(TARGETS);
  const page = await fixture.page({ person });
  page.follow(sessionId);
  const says = async (numbers: number[], age?: number) => {
    for (const [at, n] of numbers.entries())
      await speaker.ask("chunk", { take, n, sound: chunkSaying(n), ...(at === 0 && age !== undefined && { age }) });
  };
  return { speaker, page, sessionId, take, says };
}

describe("offline for longer than the page keeps sound", () => {
  test("a gap line has the place and the length of the missing sound", async () => {
    const { page, sessionId } = await speaking({ mostKept: 300 });
    page.network.refuse();
    await eventually("the page says that it reconnects", () => isReconnecting(page));
    // 400 chunks are said, and 300 of them, a minute, are kept: 21 to 120 are lost.
    await page.says(range(21, 420), 1);
    expect(page.sender.getSnapshot().lostMs).toBe(100 * CHUNK_MS);
    page.network.heal();
    await page.stops();
    await expectCompleteTranscript(page, sessionId, [...range(1, 20), ...range(121, 420)]);
    expect(segmentsInOrder(page.transcript)[2]?.text).toBe("W17 w18 w19 w20");
    const gaps = segmentsInOrder(page.transcript).filter(({ kind }) => kind === "gap");
    expect(gaps).toMatchObject([{ text: "", startMs: 20 * CHUNK_MS, endMs: 120 * CHUNK_MS }]);
  });

  test("a gap in mid-sentence closes the segment before it, and the next words begin another one", async () => {
    const { speaker, page, sessionId, take, says } = await speakingBySocket();
    await says(range(1, 12));
    // The gap comes while the recogniser and the segment of W9 to w12 are open.
    expect(await speaker.ask("lost", { take, from: 13, to: 20 })).toMatchObject({ ok: true });
    await says(range(21, 26));
    expect(await speaker.ask("stop", { sessionId, after: { take, n: 27 } })).toMatchObject({ ok: true });
    await expectCompleteTranscript(page, sessionId, [...range(1, 12), ...range(21, 26)]);
    const shown = segmentsInOrder(page.transcript).map(({ kind, text }) => (kind === "gap" ? kind : text));
    expect(shown).toEqual(["W1 w2 w3 w4 w5 w6 w7 w8.", "W9 w10 w11 w12", "gap", "w21 w22 w23 w24.", "W25 w26"]);
  });
});

describe("a pause", () => {
  test("has a line of its length, which the session's clock leaves out", async () => {
    const { speaker, page, sessionId, take, says } = await speakingBySocket();
    await says(range(1, 12), 60_000);
    // Less than a second late is the network's delay.
    await says(range(13, 14), 60_000 - 12 * CHUNK_MS);
    await says(range(15, 18), 0);
    await says(range(17, 20), 0);
    expect(await speaker.ask("stop", { sessionId, after: { take, n: 21 } })).toMatchObject({ ok: true });
    await expectCompleteTranscript(page, sessionId, range(1, 20));
    const gaps = segmentsInOrder(page.transcript).filter(({ kind }) => kind === "gap");
    expect(gaps).toMatchObject([{ text: "", startMs: 14 * CHUNK_MS, endMs: 14 * CHUNK_MS }]);
    expect(gaps[0]?.pauseMs).toBeGreaterThanOrEqual(60_000 - 14 * CHUNK_MS);
    expect(gaps[0]?.pauseMs).toBeLessThan(60_000);
    const shown = segmentsInOrder(page.transcript).map(({ kind, text }) => (kind === "gap" ? kind : text));
    expect(shown).toEqual(["W1 w2 w3 w4 w5 w6 w7 w8.", "W9 w10 w11 w12 w13 w14", "gap", "w15 w16.", "W17 w18 w19 w20"]);
  });
});

describe("page reloaded, second tab, phone takes over", () => {
  test("reloaded: the session continues in the new page", async () => {
    const { page, sessionId } = await speaking();
    await page.close();
    const next = await fixture.page({ person: page.person });
    next.follow(sessionId);
    next.speak(sessionId);
    await next.says(range(21, 40));
    await next.stops();
    await expectCompleteTranscript(next, sessionId, range(1, 40));
  });

  test("second tab at another web process: the first tab is told that it is superseded, and none of its words is lost", async () => {
    const { page, sessionId } = await speaking();
    const phone = await fixture.page({ web: 1, person: page.person });
    phone.follow(sessionId);
    phone.speak(sessionId);
    await eventually("the first page is told", () => page.sender.getSnapshot().kind === "superseded");
    expect(page.sender.push(new Int16Array(3_200))).toBe(false);
    await phone.says(range(21, 40));
    await phone.stops();
    await expectCompleteTranscript(phone, sessionId, range(1, 40));
    await expectCompleteTranscript(page, sessionId, range(1, 40));
  });
});

describe("another device takes over from a page that is offline", () => {
  test("what that page could not send is in the transcript after the other one's words, once", async () => {
    const { page, sessionId } = await speaking();
    page.network.refuse();
    await page.says(range(21, 40));
    const phone = await fixture.page({ web: 1, person: page.person });
    phone.follow(sessionId);
    phone.speak(sessionId);
    await phone.says(range(41, 60));
    await phone.hasSent();
    page.network.heal();
    await eventually("the first page is told", () => page.sender.getSnapshot().kind === "superseded");
    expect(page.sender.getSnapshot()).toMatchObject({ keptMs: 20 * CHUNK_MS, lostMs: 0 });

    // The last two that arrived are in its log too: their acknowledgements were lost.
    const chunks = range(19, 40).map((n) => ({ n, run: { n: 1, beganAt: Date.now() }, sound: chunkSaying(n) }));
    const left = { take: 1, chunks, recording: UNLOGGED };
    const sender = new LeftSender({ connection: page.connection, sessionId, left });
    await phone.stops();
    expect(await sender.done).toBe("sent");
    const words = [...range(1, 20), ...range(41, 60), ...range(21, 40)];
    await expectCompleteTranscript(page, sessionId, words);
  });
});

describe("paused, then reloaded, in another tab, or after a restart of the browser", () => {
  test("the pause is stored and shown to owner and readers, and ends only when a page asks to speak after a press", async () => {
    const url = fixture.url();
    const person = await signIn(url);
    const speaker = kept(await RawSocket.connect(url, person.token));
    const { sessionId, take } = await speaker.speakInNew(TARGETS);
    expect(await speaker.ask("pause", { isPaused: true })).toMatchObject({ ok: true });
    const { token } = await share(speaker, sessionId);
    // Its connection breaks and comes back; then the page is closed.
    const back = kept(await RawSocket.connect(url, person.token));
    expect(await back.ask("speak", { sessionId, take, isPaused: true })).toMatchObject({ ok: true });
    for (const gone of [speaker, back]) gone.close();

    const tab = kept(await RawSocket.connect(fixture.url(1), person.token));
    const reader = kept(await RawSocket.read(url, { link: token }));
    const isPaused = async () => {
      const read = (await reader.ask("link:read", { wanted: ["es"], since: 0 })) as { changes?: Changes<PublicView> };
      return [(await tab.stored(sessionId)).session.paused, read.changes?.session.paused];
    };
    expect(await isPaused()).toEqual([true, true]);
    expect(await tab.ask("speak", { sessionId, isUnasked: true })).toMatchObject({ refusal: { kind: "paused" } });
    expect(await isPaused()).toEqual([true, true]);
    // After a press the pause is over, and a reloaded page may continue.
    expect(await tab.ask("speak", { sessionId })).toMatchObject({ ok: true });
    expect(await isPaused()).toEqual([undefined, undefined]);
    expect(await tab.ask("speak", { sessionId, isUnasked: true })).toMatchObject({ ok: true });
  });
});

describe("gateway killed", () => {
  test("the page continues at another gateway", async () => {
    const { page, sessionId } = await speaking();
    const [first, second] = fixture.stack.web;
    const said = page.says(range(21, 80), 20);
    await page.hears(25);
    await first!.kill();
    page.network.leadTo(second!.target);
    await said;
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 80));
  });

  test("worker and gateway killed between add and acknowledgement: the chunk is served once", async () => {
    const { page, sessionId } = await speaking();
    await page.hears(20);
    const [first, second] = fixture.stack.web;
    // The gateway's commands reach Redis and their replies do not come back: the chunk is in the mailbox
    // and not acknowledged. Then no process is left that could serve or acknowledge it.
    first!.redis.freeze("to-client");
    const known = `interline:{${sessionId}}:take`;
    await page.says([21]);
    await eventually("the chunk is in the mailbox", async () => (await fixture.stack.redis.hget(known, "n")) === "21");
    expect(page.sender.getSnapshot().keptMs).toBe(CHUNK_MS);
    await Promise.all([first!.kill(), fixture.stack.serving().kill()]);
    page.network.leadTo(second!.target);
    await page.hears(21);
    await page.hasSent();
    await page.stops();
    await expectCompleteTranscript(page, sessionId, range(1, 21));
  });
});
