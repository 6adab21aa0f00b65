import { isDeepStrictEqual } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LeftSender } from "#app/speaking/left-sender";
import { type Left, UnsentStore } from "#app/unsent/unsent-store";
import { segmentsInOrder } from "#protocol/reduce";
import { standInIndexedDb } from "#testing/browser/stand-in-indexed-db";
import { eventually } from "#testing/eventually";
import { EIGHT_WORDS } from "#testing/stack/eight-words";
import { expectCompleteTranscript, numbersOf, range, untranslated } from "#testing/stack/expect-complete";
import type { Page } from "#testing/stack/page";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ env: EIGHT_WORDS });
const CHUNK_MS = 200;

beforeEach(() => {
  standInIndexedDb();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function storeOf(page: Page): Promise<UnsentStore> {
  const store = await UnsentStore.open(page.person.token);
  if (!store) throw new Error("the store did not open");
  return store;
}

/** A page that said W1 to w20, and w21 to w40 while it was offline, and is then reloaded. @returns the page after it */
async function reloadedOffline() {
  const page = await fixture.page();
  const sessionId = await page.start();
  page.speak(sessionId, { log: (await storeOf(page)).record(sessionId) });
  await page.says(range(1, 20));
  await page.hasSent();
  page.network.refuse();
  await eventually("the page is offline", () => page.sender.getSnapshot().kind === "reconnecting");
  await page.says(range(21, 40));
  expect(page.sender.getSnapshot().keptMs).toBe(20 * CHUNK_MS);
  await page.close();
  const next = await fixture.page({ person: page.person });
  next.follow(sessionId);
  await eventually("the next page is connected", () => next.connection.state === "connected");
  const left = await (await storeOf(next)).takeLeft(sessionId);
  if (!left) throw new Error("nothing was left");
  return { next, sessionId, left };
}

async function sendLeft(page: Page, sessionId: string, left: Left): Promise<void> {
  await new LeftSender({ connection: page.connection, sessionId, left }).done;
}

describe("page reloaded, closed or crashed while it is offline", () => {
  test("the next page sends the kept sound before its own, and no word is lost or doubled", async () => {
    const { next, sessionId, left } = await reloadedOffline();
    next.speak(sessionId, { left, log: left.recording });
    await next.says(range(41, 60));
    await next.stops();
    await expectCompleteTranscript(next, sessionId, range(1, 60));
    expect(await (await storeOf(next)).takeLeft(sessionId)).toBeNull();
  });

  test("a page that does not speak sends it too; the session is paused then", async () => {
    const { next, sessionId, left } = await reloadedOffline();
    await sendLeft(next, sessionId, left);
    await next.hears(40);
    expect((await next.stored(sessionId)).session.paused).toBe(true);
    next.speak(sessionId);
    await next.says(range(41, 50));
    await next.stops();
    await expectCompleteTranscript(next, sessionId, range(1, 50));
  });

  test("a session that was ended meanwhile gets it as its last words, and ends again", async () => {
    const { next, sessionId, left } = await reloadedOffline();
    expect(await next.connection.ask("stop", { sessionId })).toMatchObject({ ok: true });
    await eventually("the session has ended", () => next.transcript.session?.state === "ended");
    await sendLeft(next, sessionId, left);
    await expectCompleteTranscript(next, sessionId, range(1, 40));
  });

  test("where another device has spoken since, it is placed where it was said", async () => {
    const page = await fixture.page();
    const sessionId = await page.start();
    page.speak(sessionId, { log: (await storeOf(page)).record(sessionId) });
    await page.says(range(1, 20));
    await page.hasSent();
    // What follows has a time of its own, since the words of this test come faster than spoken ones.
    page.sender.flush();
    page.network.refuse();
    await eventually("the page is offline", () => page.sender.getSnapshot().kind === "reconnecting");
    await page.says(range(21, 40));
    const device = await fixture.page({ person: page.person });
    device.follow(sessionId);
    device.speak(sessionId);
    await device.says(range(41, 60));
    await device.stops();
    await page.close();
    const left = await (await storeOf(page)).takeLeft(sessionId);
    if (!left) throw new Error("nothing was left");
    const next = await fixture.page({ person: page.person });
    next.follow(sessionId);
    await sendLeft(next, sessionId, left);
    const numbers = async () => numbersOf((await device.stored(sessionId)).segments);
    await eventually("it is placed", async () => isDeepStrictEqual(await numbers(), range(1, 60)));
    const stored = await device.stored(sessionId);
    for (const { transcript } of [device, next])
      await eventually("each page shows it there", () =>
        isDeepStrictEqual(segmentsInOrder(transcript), stored.segments),
      );
    await eventually("every line is translated", () => untranslated(device.transcript).length === 0);
  });
});
