import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { segmentsInOrder } from "#protocol/reduce";
import type { LinkView } from "#protocol/share";
import { viewsKey } from "#redis/keys";
import { eventually } from "#testing/eventually";
import { signIn } from "#testing/people/person";
import { everythingIn } from "#testing/redis/everything-in";
import { chunkSaying } from "#testing/scripted/sound";
import { range } from "#testing/stack/expect-complete";
import { RawSocket } from "#testing/stack/raw-socket";
import { Reader, type ShareWish, share as shareLink } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";
import { closingAfterEach } from "#testing/vitest/closing-after-each";

const fixture = stackFixture({ web: 2, workers: 1 });
const { url } = fixture;
const NOT_FOUND = { ok: false, refusal: { kind: "not-found" } };

let owner: RawSocket;
let sessionId: string;
let take: number;
/** Every token of the links of these tests. */
const secrets: string[] = [];
const kept = closingAfterEach();
beforeEach(async () => {
  owner = kept(await RawSocket.connect(url(), (await signIn(url())).token));
  ({ sessionId, take } = await owner.speakInNew(["es", "ca"]));
});

/** Says these numbers; the scripted recogniser makes a line of every five. */
async function says(numbers: number[]): Promise<void> {
  for (const n of numbers) await owner.ask("chunk", { take, n, sound: chunkSaying(n) });
}
async function share(by: RawSocket, id: string, wish: ShareWish = {}) {
  const link = await shareLink(by, id, wish);
  secrets.push(link.token);
  return link;
}
const reader = (token: string, options: { wanted?: string[]; second?: string; web?: number } = {}) =>
  kept(Reader.open(url(options.web), token, options));
const joined = (one: Reader) => eventually("the reader has joined", () => one.access === "joined");
/** tests/unit/gateway/audience/grant-watch.test.ts asserts how soon. */
const out = (one: Reader) => eventually("the reader is out", () => one.access === "not-found");
const links = async () => (await owner.ask("link:list", { sessionId })).links as LinkView[];
/** Views are stored in batches. */
const viewed = (times: number) =>
  eventually(`the link was opened ${times} times`, async () => (await links())[0]?.views === times);

describe("a reader of a link", () => {
  test("gets every line of the language that is read, earlier and live ones, also after changing the language", async () => {
    await says(range(1, 10));
    await owner.read(sessionId, 2);
    const { token } = await share(owner, sessionId);
    const one = reader(token, { wanted: ["es-MX", "en"], web: 1 });
    await eventually("the earlier lines are there", () => one.translations("es").length === 2);
    expect(one.snapshot).toMatchObject({ lang: "es", may: { original: true, export: false }, speaker: "speaking" });
    await says(range(11, 15));
    await eventually("the live line is there", () => one.translations("es").length === 3);
    expect(one.translations("ca")).toEqual([]);
    const screen = reader(token, { wanted: ["es"], second: "ca-ES" });
    await eventually("a screen has two languages", () =>
      ["es", "ca"].every((lang) => screen.translations(lang).length === 3),
    );
    expect(screen.snapshot).toMatchObject({ lang: "es", second: "ca" });
    await one.client.switchTo("ca");
    await eventually("the other language is there", () => one.translations("ca").length === 3);
    expect(one.snapshot.lang).toBe("ca");
    await owner.ask("pause", { isPaused: true });
    await eventually("the reader is told that the speaker pauses", () => one.snapshot.speaker === "paused");
    await owner.ask("stop", { sessionId, after: { take, n: 16 } });
    await eventually(
      "the reader is told that the session has ended",
      () => one.snapshot.transcript.session?.state === "ended",
    );
    const late = reader(token, { wanted: ["ca"] });
    await eventually("a reader who comes later has everything", () => late.translations("ca").length === 3);
    expect(late.translations("ca")).toEqual(one.translations("ca"));
  });

  test("gets nothing outside the link's scope: no session id, owner, other language or original", async () => {
    const { token } = await share(owner, sessionId, { original: false, langs: ["es"] });
    const one = kept(await RawSocket.read(url(1), { link: token }));
    const heard: unknown[] = [];
    one.socket.onAny((event: string, ...message: unknown[]) => heard.push({ event, message }));
    heard.push(await one.ask("link:read", { wanted: ["en-US", "ca", "es"], second: "ca", since: 0 }));
    await says(range(1, 15));
    await eventually("three lines came live", () => count(heard, "translation") >= 3 && count(heard, "segment") >= 3);
    const again = await one.ask("link:read", { wanted: ["es"], since: {} });
    expect(again).toMatchObject({ lang: "es", changes: { session: { targetLangs: ["es"] }, langs: ["es"] } });
    const { changes } = again as unknown as { changes: { segments: { text: string }[] } };
    expect(changes.segments.map(({ text }) => text)).toEqual(["", "", ""]);
    const { rows } = await fixture.stack.database.query("SELECT owner_id FROM session WHERE id = $1", [sessionId]);
    const all = JSON.stringify([heard, again]);
    for (const hidden of [sessionId, String(rows[0]?.owner_id), '"ca"', "[ca]", '"text":"W']) {
      expect(all).not.toContain(hidden);
    }
    // Drafts come in the link's language only.
    const drafts = heard.filter((entry) => JSON.stringify(entry).includes('"draft"'));
    expect(drafts.filter((entry) => !JSON.stringify(entry).includes('"lang":"es"'))).toEqual([]);
  });

  test("is counted for the owner by language and link; the count of a dead gateway expires", async () => {
    const link = await share(owner, sessionId);
    const readers: { total: number; langs: object; links: object }[] = [];
    owner.socket.on("readers", (message) => readers.push(message.readers));
    await owner.ask("session:join", { sessionId });
    const [one, two] = [reader(link.token, { wanted: ["es"] }), reader(link.token, { wanted: ["ca"], web: 1 })];
    await Promise.all([joined(one), joined(two)]);
    await eventually("both are counted", () => readers.at(-1)?.total === 2);
    expect(readers.at(-1)).toMatchObject({ langs: { es: 1, ca: 1 }, links: { [link.id]: 2 } });
    await viewed(2);
    expect((await links())[0]).toMatchObject({ readers: 2 });
    await fixture.stack.web[1]?.kill();
    await eventually("one is left", () => readers.at(-1)?.total === 1);
    one.close();
    await eventually("no reader is left", () => readers.at(-1)?.total === 0);
  });

  test("counts as one view per opening, however often the connection breaks", async () => {
    const { token } = await share(owner, sessionId);
    for (const opening of ["a", "a", "b"]) {
      const one = await RawSocket.read(url(), { link: token, opening });
      expect(await one.ask("link:read", { wanted: [], since: 0 })).toMatchObject({ ok: true });
      one.close();
    }
    await viewed(2);
    // The openings expire an hour after the first one; later ones do not extend that.
    const { redis } = fixture.stack;
    const key = viewsKey(sessionId);
    expect(await redis.ttl(key)).toBeGreaterThan(3_500);
    await redis.expire(key, 100);
    const late = kept(await RawSocket.read(url(), { link: token, opening: "c" }));
    expect(await late.ask("link:read", { wanted: [], since: 0 })).toMatchObject({ ok: true });
    expect(await redis.ttl(key)).toBeLessThan(101);
  });
});

test("readers of a session with captions only get the original, until a language is added", async () => {
  ({ sessionId, take } = await owner.speakInNew([]));
  const refused = { ok: false, refusal: { kind: "invalid" } };
  expect(await owner.ask("link:create", { sessionId, original: false })).toMatchObject(refused);
  const { token } = await share(owner, sessionId);
  const one = reader(token, { wanted: ["es"] });
  await joined(one);
  await says(range(1, 5));
  const closed = () => segmentsInOrder(one.snapshot.transcript).filter(({ open }) => !open);
  await eventually("the line is there", () => closed().length === 1);
  expect(closed()[0]?.text).not.toBe("");
  expect(one.snapshot).toMatchObject({ lang: null, transcript: { session: { targetLangs: [] } } });
  await owner.ask("session:translate-into", { sessionId, targetLangs: ["es"] });
  await eventually("the line is translated", () => one.translations("es").length === 1);
  await owner.ask("session:translate-into", { sessionId, targetLangs: [] });
  await eventually("it is read as it was spoken", () => one.snapshot.lang === null);
});

describe("a link that no longer works", () => {
  test("disconnects its readers, and no others, when it is revoked", async () => {
    const [gone, stays] = [await share(owner, sessionId), await share(owner, sessionId)];
    const [one, two] = [reader(gone.token, { web: 1 }), reader(stays.token, { web: 1 })];
    await Promise.all([joined(one), joined(two)]);
    expect(await owner.ask("link:revoke", { linkId: gone.id })).toEqual({ ok: true });
    await out(one);
    expect(one.snapshot.transcript.segments.size).toBe(0);
    expect(two.access).toBe("joined");
    expect((await links()).find(({ id }) => id === gone.id)).toMatchObject({ path: null });
    await out(reader(gone.token));
  });

  test("is restored with its options and password by an undo, and its readers reconnect", async () => {
    const wish = { password: "sal y agua", langs: ["es"], original: false, mayExport: true };
    const { id, token } = await share(owner, sessionId, wish);
    const one = reader(token, { web: 1 });
    await eventually("it is asked for", () => one.access === "password");
    await one.client.unlock("sal y agua");
    await joined(one);
    await viewed(1);
    const [before] = await links();
    await owner.ask("link:revoke", { linkId: id });
    await out(one);
    // A repeated request is answered alike.
    for (const _ of "12") expect(await owner.ask("link:restore", { linkId: id })).toEqual({ ok: true });
    await joined(one);
    expect(one.snapshot).toMatchObject({ lang: "es", may: { original: false, export: true } });
    expect({ ...(await links())[0], readers: 0 }).toEqual({ ...before, readers: 0 });
  });

  test("stays revoked once the time for an undo has passed", async () => {
    const { id, token } = await share(owner, sessionId);
    await owner.ask("link:revoke", { linkId: id });
    await fixture.stack.database.query("UPDATE share_link SET revoked_at = revoked_at - interval '31 s'");
    expect(await owner.ask("link:restore", { linkId: id })).toEqual(NOT_FOUND);
    expect(await RawSocket.open(url(), { link: token })).toBe("not-found");
  });

  test("disconnects its readers within 5 s even if the gateway misses the message", async () => {
    const { id, token } = await share(owner, sessionId);
    const one = reader(token, { web: 1 });
    await joined(one);
    // Nothing that Redis publishes reaches the reader's gateway any more.
    fixture.stack.web[1]?.redis.freeze("to-client");
    expect(await owner.ask("link:revoke", { linkId: id })).toEqual({ ok: true });
    await out(one);
  });

  test("disconnects its readers when it expires, and their passes become invalid", async () => {
    const { id, token } = await share(owner, sessionId, { password: "sal y agua", lifetime: "hour" });
    await fixture.stack.database.query("UPDATE share_link SET expires_at = now() + interval '10 s' WHERE id = $1", [
      id,
    ]);
    const one = kept(await RawSocket.read(url(1), { link: token }));
    const gone = new Promise((resolve) => one.socket.once("gone", () => resolve("gone")));
    const ended = new Promise((resolve) => one.socket.once("disconnect", resolve));
    const { pass } = await one.ask("link:unlock", { password: "sal y agua" });
    expect(await one.ask("link:read", { wanted: [], since: 0 })).toMatchObject({ ok: true });
    expect(await gone).toBe("gone");
    expect(await ended).toBe("io server disconnect");
    expect(await RawSocket.open(url(), { link: token, pass: String(pass) })).toBe("not-found");
  });

  test("is refused like an unknown link, whether it was revoked, has expired, or its session was deleted", async () => {
    const made = () => share(owner, sessionId);
    const [revoked, expired, orphan] = [await made(), await made(), await made()];
    await owner.ask("link:revoke", { linkId: revoked.id });
    await fixture.stack.database.query("UPDATE share_link SET expires_at = now() WHERE id = $1", [expired.id]);
    const one = reader(orphan.token);
    await joined(one);
    await owner.ask("session:delete", { sessionId });
    await out(one);
    const tokens = ["", "x", "A".repeat(32), revoked.token, expired.token, orphan.token, `${orphan.token}x`];
    for (const link of tokens) expect(await RawSocket.open(url(), { link })).toBe("not-found");
  });
});

describe("a password", () => {
  test("is required before any message, and a pass replaces it after a reconnect", async () => {
    const { token } = await share(owner, sessionId, { password: "sal y agua" });
    const one = reader(token);
    await eventually("it is asked for", () => one.access === "password");
    expect(one.snapshot.transcript.session).toBeNull();
    await one.client.unlock("sal y agu");
    expect(one.snapshot.access).toMatchObject({ kind: "password", isWrong: true });
    await one.client.unlock("sal y agua");
    await joined(one);
    one.connection.reset();
    await eventually("the connection broke", () => one.connection.state !== "connected");
    await eventually("it is back", () => one.connection.state === "connected");
    await says(range(1, 5));
    await eventually("without being asked again", () => one.translations("es").length === 1);
    const forged = await RawSocket.read(url(), { link: token, pass: "A".repeat(43) });
    expect(await kept(forged).ask("link:read", { wanted: [], since: 0 })).toMatchObject({
      refusal: { kind: "password" },
    });
  });
});

test("no log of any process, nor Redis, holds a token, a pass, a password or a spoken word", async () => {
  const { token } = await share(owner, sessionId, { password: "sal y agua" });
  const one = kept(await RawSocket.read(url(), { link: token }));
  const { pass } = await one.ask("link:unlock", { password: "sal y agua" });
  await says(range(1, 10));
  await owner.read(sessionId, 2);
  await one.ask("link:read", { wanted: ["es"], since: 0 });
  await fetch(`${url()}/r/${token}`);
  const { directory, redis } = fixture.stack;
  const logs = readdirSync(directory).filter((file) => file.endsWith(".log"));
  const logged = logs.map((file) => readFileSync(join(directory, file), "utf8")).join("\n");
  expect(logged).toContain("link created");
  const { rows } = await fixture.stack.database.query("SELECT token_sealed FROM share_link");
  expect(rows.length).toBeGreaterThan(0);
  const held = (await everythingIn(redis)).join("\n");
  expect(held).toContain(sessionId);
  for (const text of [logged, held]) {
    for (const secret of [...secrets, token, String(pass), "sal y agua"]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/\bw\d+ w\d+/i);
    expect(text).not.toContain("/r/");
  }
});

function count(heard: readonly unknown[], event: string): number {
  return heard.filter((entry) => (entry as { event?: string }).event === event).length;
}
