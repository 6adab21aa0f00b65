import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LinkView } from "#protocol/share";
import { openingsKey } from "#queue/keys";
import { eventually } from "../support/eventually";
import { everythingIn } from "../support/everything-in";
import { signIn } from "../support/person";
import { statusOf } from "../support/raw-request";
import { type RawAnswer, RawSocket } from "../support/raw-socket";
import { Reader, type ShareWish, share as shareLink } from "../support/reader";
import { chunkSaying } from "../support/scripted/sound";
import { openStage } from "../support/stage";
import { range } from "../support/whole";

const READERS = 3;
const JOINS = 60;
const TRIES = 5;
const LINKS = 10;
const stage = openStage({
  web: 2,
  workers: 1,
  env: {
    TRUSTED_PROXIES: "127.0.0.1",
    READERS_PER_LINK: String(READERS),
    JOINS_PER_ADDRESS_MINUTE: String(JOINS),
    PASSWORD_TRIES_PER_MINUTE: String(TRIES),
    LINKS_PER_SESSION_DAY: String(LINKS),
  },
});
const url = (web = 0) => `http://127.0.0.1:${stage.stack.web[web]?.port}`;
const NOT_FOUND = { ok: false, refusal: { kind: "not-found" } };

let owner: RawSocket;
let sessionId: string;
let take: number;
/** Every token and pass that was given out here. */
const secrets: string[] = [];
const open: { close(): void }[] = [];
const kept = <T extends { close(): void }>(opened: T): T => {
  open.push(opened);
  return opened;
};
beforeEach(async () => {
  owner = kept(await RawSocket.connect(url(), (await signIn(url())).token));
  ({ sessionId, take } = await owner.speakInNew(["es", "ca"]));
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
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
const reader = (token: string, options: { wanted?: string[]; web?: number } = {}) =>
  kept(Reader.open(url(options.web), token, options));
const joined = (one: Reader) => eventually("the reader has joined", () => one.access === "joined");
/** Readers of a link that is taken back are out within 5 s. */
const OUT_WITHIN_MS = 5_000;
const out = (one: Reader) => eventually("the reader is out", () => one.access === "not-found", OUT_WITHIN_MS);
const links = async () => (await owner.ask("links", { sessionId })).links as LinkView[];

describe("what a reader gets", () => {
  test("late and live is its language, whole; another one has its own history", async () => {
    await says(range(1, 10));
    await owner.read(sessionId, 2);
    const { token } = await share(owner, sessionId);
    const one = reader(token, { wanted: ["es-MX", "en"], web: 1 });
    await eventually("what was said before is there", () => one.translations("es").length === 2);
    expect(one.snapshot).toMatchObject({ lang: "es", may: { original: true, export: false }, speaker: "speaking" });
    await says(range(11, 15));
    await eventually("what is said now is there", () => one.translations("es").length === 3);
    expect(one.translations("ca")).toEqual([]);
    await one.client.switchTo("ca");
    await eventually("the other language is there", () => one.translations("ca").length === 3);
    expect(one.snapshot.lang).toBe("ca");
    await owner.ask("pause", { isPaused: true });
    await eventually("it says that the speaker pauses", () => one.snapshot.speaker === "paused");
    await owner.ask("stop", { sessionId, after: { take, n: 16 } });
    await eventually("it says that it is over", () => one.snapshot.transcript.session?.state === "ended");
    const late = reader(token, { wanted: ["ca"] });
    await eventually("afterwards it is all there", () => late.translations("ca").length === 3);
    expect(late.translations("ca")).toEqual(one.translations("ca"));
  });

  test("holds nothing that is out of scope: no session, no owner, no other language, no original", async () => {
    const { token } = await share(owner, sessionId, { original: false, langs: ["es"] });
    const one = kept(await RawSocket.read(url(1), { link: token }));
    const heard: unknown[] = [];
    one.socket.onAny((event: string, ...message: unknown[]) => heard.push({ event, message }));
    heard.push(await one.ask("read", { wanted: ["en-US", "ca", "es"], since: 0 }));
    await says(range(1, 15));
    await eventually("three lines came live", () => count(heard, "translation") === 3 && count(heard, "segment") === 3);
    const again = await one.ask("read", { wanted: ["es"], since: {} });
    expect(again).toMatchObject({ lang: "es", changes: { session: { targetLangs: ["es"] }, langs: ["es"] } });
    const { changes } = again as unknown as { changes: { segments: { text: string }[] } };
    expect(changes.segments.map(({ text }) => text)).toEqual(["", "", ""]);
    const { rows } = await stage.stack.database.query("SELECT owner_id FROM session WHERE id = $1", [sessionId]);
    const all = JSON.stringify([heard, again]);
    for (const hidden of [sessionId, String(rows[0]?.owner_id), '"ca"', "[ca]", '"text":"W']) {
      expect(all).not.toContain(hidden);
    }
    expect(heard.filter((entry) => JSON.stringify(entry).includes('"draft"'))).toEqual([]);
  });

  test("is counted for the owner, by language and link; what a dead gateway counted goes", async () => {
    const link = await share(owner, sessionId);
    const readers: { total: number; langs: object; links: object }[] = [];
    owner.socket.on("readers", (message) => readers.push(message.readers));
    await owner.ask("join", { sessionId });
    const [one, two] = [reader(link.token, { wanted: ["es"] }), reader(link.token, { wanted: ["ca"], web: 1 })];
    await Promise.all([joined(one), joined(two)]);
    await eventually("both are counted", () => readers.at(-1)?.total === 2);
    expect(readers.at(-1)).toMatchObject({ langs: { es: 1, ca: 1 }, links: { [link.id]: 2 } });
    expect((await links())[0]).toMatchObject({ readers: 2, views: 2 });
    await stage.stack.web[1]?.kill();
    await eventually("one is left", () => readers.at(-1)?.total === 1);
    one.close();
    await eventually("nobody is left", () => readers.at(-1)?.total === 0);
  });

  test("is one view for each opening, however often its connection breaks", async () => {
    const { token } = await share(owner, sessionId);
    for (const opening of ["a", "a", "b"]) {
      const one = await RawSocket.read(url(), { link: token, opening });
      expect(await one.ask("read", { wanted: [], since: 0 })).toMatchObject({ ok: true });
      one.close();
    }
    expect((await links())[0]?.views).toBe(2);
    // What is remembered of them goes with the first of them, however many come after.
    const { redis } = stage.stack;
    const key = openingsKey(sessionId);
    expect(await redis.ttl(key)).toBeGreaterThan(3_500);
    await redis.expire(key, 100);
    const late = kept(await RawSocket.read(url(), { link: token, opening: "c" }));
    expect(await late.ask("read", { wanted: [], since: 0 })).toMatchObject({ ok: true });
    expect(await redis.ttl(key)).toBeLessThan(101);
  });
});

describe("a link that is taken back", () => {
  test("sends its readers out at once, and only its own", async () => {
    const [gone, stays] = [await share(owner, sessionId), await share(owner, sessionId)];
    const [one, two] = [reader(gone.token, { web: 1 }), reader(stays.token, { web: 1 })];
    await Promise.all([joined(one), joined(two)]);
    expect(await owner.ask("revoke", { linkId: gone.id })).toEqual({ ok: true });
    await out(one);
    expect(one.snapshot.transcript.segments.size).toBe(0);
    expect(two.access).toBe("joined");
    expect((await links()).find(({ id }) => id === gone.id)).toMatchObject({ path: null });
    await out(reader(gone.token));
  });

  test("also when the message about it never arrives", async () => {
    const { id, token } = await share(owner, sessionId);
    const one = reader(token, { web: 1 });
    await joined(one);
    // Nothing that Redis publishes reaches the reader's gateway any more.
    stage.stack.web[1]?.redis.freeze("to-client");
    expect(await owner.ask("revoke", { linkId: id })).toEqual({ ok: true });
    await out(one);
  });

  test("by its time, also after its password was given; then the pass is worth nothing", async () => {
    const { id, token } = await share(owner, sessionId, { password: "sal y agua", lifetime: "hour" });
    await stage.stack.database.query("UPDATE share_link SET expires_at = now() + interval '4 s' WHERE id = $1", [id]);
    const one = kept(await RawSocket.read(url(1), { link: token }));
    const gone = new Promise((resolve) => one.socket.once("gone", () => resolve("gone")));
    const ended = new Promise((resolve) => one.socket.once("disconnect", resolve));
    const { pass } = await one.ask("unlock", { password: "sal y agua" });
    expect(await one.ask("read", { wanted: [], since: 0 })).toMatchObject({ ok: true });
    expect(await gone).toBe("gone");
    expect(await ended).toBe("io server disconnect");
    expect(await RawSocket.open(url(), { link: token, pass: String(pass) })).toBe("not-found");
  });

  test("looks like one that never was, and like one of a session that is deleted", async () => {
    const made = () => share(owner, sessionId);
    const [revoked, expired, orphan] = [await made(), await made(), await made()];
    await owner.ask("revoke", { linkId: revoked.id });
    await stage.stack.database.query("UPDATE share_link SET expires_at = now() WHERE id = $1", [expired.id]);
    const one = reader(orphan.token);
    await joined(one);
    await owner.ask("delete", { sessionId });
    await out(one);
    const tokens = ["", "x", "A".repeat(32), revoked.token, expired.token, orphan.token, `${orphan.token}x`];
    for (const link of tokens) expect(await RawSocket.open(url(), { link })).toBe("not-found");
  });
});

describe("a password", () => {
  test("is asked for before anything is told, and a pass spares it", async () => {
    const { token } = await share(owner, sessionId, { password: "sal y agua" });
    const one = reader(token);
    await eventually("it is asked for", () => one.access === "password");
    expect(one.snapshot.transcript.session).toBeNull();
    await one.client.unlock("sal y agu");
    expect(one.snapshot.access).toMatchObject({ kind: "password", isWrong: true });
    await one.client.unlock("sal y agua");
    await joined(one);
    one.line.reset();
    await eventually("the connection broke", () => one.line.state !== "connected");
    await eventually("it is back", () => one.line.state === "connected");
    await says(range(1, 5));
    await eventually("without being asked again", () => one.translations("es").length === 1);
    const forged = await RawSocket.read(url(), { link: token, pass: "A".repeat(43) });
    expect(await kept(forged).ask("read", { wanted: [], since: 0 })).toMatchObject({ refusal: { kind: "password" } });
  });

  test("is not found from many addresses either", async () => {
    const { id, token } = await share(owner, sessionId, { password: "sal y agua" });
    // Each of them alone may go on.
    const from = (n: number) => RawSocket.read(url(n % 2), { link: token, from: `203.0.113.${n}` }).then(kept);
    const most = TRIES * 100;
    const tried = await from(1);
    expect(await tried.ask("unlock", { password: "wrong" })).toMatchObject({ refusal: { kind: "password" } });
    const key = `interline:limit:password-link:${id}`;
    expect(await stage.stack.redis.ttl(key)).toBeGreaterThan(3_500);
    await stage.stack.redis.incrby(key, most - 1 - 2);
    const kinds: unknown[] = [];
    for (const n of [2, 3, 4, 5]) {
      const one = await from(n);
      // What is right is not counted: a hall that comes now is let in.
      if (n < 4) expect(await one.ask("unlock", { password: "sal y agua" })).toMatchObject({ ok: true });
      kinds.push((await one.ask("unlock", { password: `wrong ${n}` })).refusal?.kind);
    }
    expect(kinds).toEqual(["password", "password", "too-many", "too-many"]);
    expect(await tried.ask("unlock", { password: "sal y agua" })).toMatchObject({ refusal: { limit: "passwords" } });
  });

  test("is not found by a thousand tries", async () => {
    const { token } = await share(owner, sessionId, { password: "sal y agua" });
    const from = "198.51.100.7";
    const [one, two] = [
      kept(await RawSocket.read(url(), { link: token, from })),
      kept(await RawSocket.read(url(), { link: token, from })),
    ];
    const tries = range(1, 500).flatMap((n) => [one, two].map((s) => s.ask("unlock", { password: `wrong ${n}` })));
    const kinds = (await Promise.all(tries)).map(({ refusal }) => refusal?.kind);
    expect(kinds.filter((kind) => kind === "password")).toHaveLength(TRIES);
    expect(kinds.filter((kind) => kind === "too-many")).toHaveLength(1_000 - TRIES);
    // Nor does the right one tell itself apart now.
    const refused = (await one.ask("unlock", { password: "sal y agua" })) as RawAnswer & { refusal: object };
    expect(refused.refusal).toMatchObject({ kind: "too-many", limit: "passwords" });
    expect(refused.refusal).toHaveProperty("retryAfterSeconds", expect.any(Number));
    // Somebody elsewhere is not kept out by it, nor is this address once the time is up.
    const elsewhere = kept(await RawSocket.read(url(), { link: token, from: "198.51.100.8" }));
    expect(await elsewhere.ask("unlock", { password: "sal y agua" })).toMatchObject({ ok: true });
    const counts = await stage.stack.redis.keys("interline:limit:password*");
    await stage.stack.redis.del(...counts);
    expect(await one.ask("unlock", { password: "sal y agua" })).toMatchObject({ ok: true });
  });
});

describe("limits", () => {
  test("of readers by one link: the next waits, and comes in when one has left", async () => {
    const { token } = await share(owner, sessionId);
    const inside = range(1, READERS).map((n) => reader(token, { web: n % 2 }));
    await Promise.all(inside.map(joined));
    // The other gateway's count is a second old at most.
    await eventually("all are counted", async () => (await links())[0]?.readers === READERS);
    const next = kept(await RawSocket.read(url(), { link: token }));
    const full = { kind: "too-many", limit: "readers", retryAfterSeconds: expect.any(Number) };
    expect(await next.ask("read", { wanted: [], since: 0 })).toEqual({ ok: false, refusal: full });
    inside[0]?.close();
    await eventually("there is room", async () => (await next.ask("read", { wanted: [], since: 0 })).ok);
  });

  test("of links of one session: no more, also of those made at once", async () => {
    const made = await Promise.all(range(1, LINKS + 5).map(() => owner.ask("share", { sessionId, password: "x" })));
    expect(made.filter(({ ok }) => ok)).toHaveLength(LINKS);
    const refusal = { kind: "too-many", limit: "links", retryAfterSeconds: expect.any(Number) };
    expect(made.filter(({ ok }) => !ok)).toEqual(Array(5).fill({ ok: false, refusal }));
    expect(await links()).toHaveLength(LINKS);
    const other = await owner.speakInNew();
    expect(await owner.ask("share", { sessionId: other.sessionId })).toMatchObject({ ok: true });
  });

  test("of joins from one address, by socket and by page", async () => {
    const { token } = await share(owner, sessionId);
    const from = "198.51.100.9";
    const handshakes = range(1, JOINS + 1).map(() => RawSocket.open(url(), { link: token, from }));
    const opened = await Promise.all(handshakes);
    for (const socket of opened) if (typeof socket !== "string") socket.close();
    expect(opened.filter((answer) => answer === "too-many")).toHaveLength(1);
    const headers = { "x-forwarded-for": from };
    const pages = range(1, JOINS + 1).map(() => fetch(`${url()}/r/${token}`, { headers }));
    const busy = (await Promise.all(pages)).filter(({ status }) => status === 429);
    expect(busy).toHaveLength(1);
    expect(Number(busy[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    const get = (address: string) => statusOf(stage.stack.web[0]?.port ?? 0, "GET", address, headers);
    for (const spelling of ["/r", "/./r", "/x/../r", "/x/%2e%2E/r", "/%72", "//r", `${url()}/r`, "/x\\..\\r"]) {
      expect(await get(`${spelling}/${token}/export?format=docx&x=%zz`), spelling).toBe(429);
    }
    expect(await get("/x/r/")).toBe(404);
  });
});

test("links are the owner's: nobody else makes, lists, names or revokes them", async () => {
  const { id, token } = await share(owner, sessionId);
  const stranger = kept(await RawSocket.connect(url(), (await signIn(url())).token));
  for (const [event, request] of [
    ["share", { sessionId }],
    ["links", { sessionId }],
    ["relabel", { linkId: id, label: "mine" }],
    ["revoke", { linkId: id }],
  ] as const) {
    expect(await stranger.ask(event, request)).toEqual(NOT_FOUND);
  }
  expect(await owner.ask("share", { sessionId, langs: ["vi"] })).toMatchObject({ ok: false });
  expect(await owner.ask("relabel", { linkId: id, label: " Hall 2 " })).toEqual({ ok: true });
  const { rows } = await stage.stack.database.query("SELECT * FROM share_link WHERE id = $1", [id]);
  expect(JSON.stringify(rows)).not.toContain(token);
  const [link] = await links();
  expect(link).toMatchObject({ label: "Hall 2", path: `/r/${token}`, revokedAt: null, langs: [] });
});

test("no log of any process, nor Redis, holds a token, a pass, a password or a spoken word", async () => {
  const { token } = await share(owner, sessionId, { password: "sal y agua" });
  const one = kept(await RawSocket.read(url(), { link: token }));
  const { pass } = await one.ask("unlock", { password: "sal y agua" });
  await says(range(1, 10));
  await owner.read(sessionId, 2);
  await one.ask("read", { wanted: ["es"], since: 0 });
  await fetch(`${url()}/r/${token}`);
  const { directory, redis } = stage.stack;
  const logs = readdirSync(directory).filter((file) => file.endsWith(".log"));
  const logged = logs.map((file) => readFileSync(join(directory, file), "utf8")).join("\n");
  expect(logged).toContain("link made");
  const { rows } = await stage.stack.database.query("SELECT token_sealed FROM share_link");
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
