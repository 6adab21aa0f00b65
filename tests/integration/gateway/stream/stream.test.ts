import { afterEach, beforeEach, expect, test } from "vitest";
import { PACKET_SEPARATOR, STREAM_HEADER, STREAM_MESSAGES_PATH, STREAM_PATH } from "#protocol/stream";
import { eventually } from "#testing/eventually";
import { UpgradeRefusingProxy } from "#testing/network/upgrade-refusing-proxy";
import { signIn } from "#testing/people/person";
import { range } from "#testing/stack/expect-complete";
import { Page } from "#testing/stack/page";
import { RawSocket } from "#testing/stack/raw-socket";
import { Reader, share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";
import { closingAfterEach } from "#testing/vitest/closing-after-each";

const fixture = stackFixture({ web: 2, workers: 1 });
const kept = closingAfterEach();
const webUrl = () => fixture.url();
let proxy: UpgradeRefusingProxy;

beforeEach(async () => {
  proxy = await UpgradeRefusingProxy.listen(fixture.stack.web.map(({ port }) => port));
});
afterEach(() => proxy.close());

const openPage = async () => kept(await Page.open({ target: { host: "127.0.0.1", port: proxy.port } }));

test("where upgrades are refused, a page speaks and reads through any of two web processes, and knows why it is slower", async () => {
  const page = await openPage();
  const sessionId = await page.start();
  await eventually("the page knows that websockets are refused", () => page.connection.isBlocked);
  page.speak(sessionId);
  await page.says(range(1, 40));
  await page.hears(35);
  await page.stops();
  await eventually("the session has ended", () => page.transcript.session?.state === "ended");
  expect(page.text.match(/\bw\d+\b/gi)?.map((word) => Number(word.slice(1)))).toEqual(range(1, 40));
  for (const asked of proxy.asked) expect(asked).toContain(STREAM_MESSAGES_PATH);
  expect(proxy.upgraded).toBe(0);
});

test("a reader whose upgrades are refused reads along, and is out when the link is revoked", async () => {
  const person = await signIn(webUrl());
  const owner = kept(await RawSocket.connect(webUrl(), person.token));
  const { sessionId } = await owner.speakInNew(["es"]);
  const link = await share(owner, sessionId);
  const reader = kept(Reader.open(proxy.url, link.token));
  await eventually("the reader has joined", () => reader.access === "joined");
  await eventually("the reader knows why it is slower", () => reader.snapshot.isBlocked);
  await owner.ask("link:revoke", { linkId: link.id });
  await eventually("the reader is out", () => reader.access === "not-found");
});

test("a page whose websocket failed once changes from its stream to a websocket at once", async () => {
  proxy.refuses = 1;
  const page = await openPage();
  await eventually(
    "the websocket of the page is open",
    () => proxy.upgraded === 2 && page.connection.state === "connected",
  );
  expect(page.connection.isBlocked).toBe(false);
  expect(proxy.asked.flat().some((path) => path.startsWith(STREAM_PATH))).toBe(true);
});

/** Opens a stream without a page. @returns its id, and when it has ended */
async function openStream(): Promise<{ id: string; ended: Promise<void>; close(): void }> {
  const ending = new AbortController();
  const answer = await fetch(`${webUrl()}${STREAM_PATH}`, { method: "POST", signal: ending.signal });
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = (await reader?.read()) ?? {};
  const id = (JSON.parse(value?.replace(/^data: 0/, "") ?? "{}") as { sid: string }).sid;
  const ended = (async () => {
    while (!(await reader?.read())?.done);
  })().catch(() => {});
  return { id, ended, close: () => ending.abort() };
}

async function send(body: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`${webUrl()}${STREAM_MESSAGES_PATH}`, { method: "POST", body, headers });
  return answer.status;
}

test("streams are for this site's pages, and messages for the streams that exist", async () => {
  const foreign = { origin: "https://example.org" };
  expect((await fetch(`${webUrl()}${STREAM_PATH}`, { method: "POST", headers: foreign })).status).toBe(403);
  expect((await fetch(`${webUrl()}${STREAM_PATH}`)).status).toBe(405);
  expect(await send("3")).toBe(400);
  const { id, close } = await openStream();
  expect(await send("3", { [STREAM_HEADER]: id })).toBe(204);
  expect(await send("3", { [STREAM_HEADER]: id, ...foreign })).toBe(403);
  expect(await send("3", { [STREAM_HEADER]: `${id.slice(0, -1)}${id.endsWith("A") ? "B" : "A"}` })).toBe(410);
  expect(await send("3", { [STREAM_HEADER]: `00000000-0000-4000-8000-000000000000.${id.split(".")[1]}` })).toBe(410);
  close();
});

test("a stream without a sign-in, with a message that is too long, or with too much at once is closed", async () => {
  const idle = await openStream();
  const long = await openStream();
  await send(`4${"x".repeat(100_000)}`, { [STREAM_HEADER]: long.id });
  await long.ended;
  const whole = await openStream();
  expect(await send("x".repeat(300_000), { [STREAM_HEADER]: whole.id })).toBe(413);
  await send(["2", "2"].join(PACKET_SEPARATOR), { [STREAM_HEADER]: whole.id });
  // Handshakes have 5 s.
  await idle.ended;
  await whole.ended;
});
