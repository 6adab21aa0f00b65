import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openLimits } from "#access/limits";
import { joinByCode } from "#access/links/join-by-code";
import { openAuth } from "#access/sign-in/auth";
import { READER_WORDING } from "#app/wording/readers/reader-wording";
import { readWebEnv } from "#platform/env";
import { createLog } from "#platform/log";
import type { LinkView } from "#protocol/share";
import { Budget } from "#redis/budget";
import { openDatabase } from "#store/database";
import { eventually } from "#testing/eventually";
import { statusOf } from "#testing/network/raw-request";
import { signIn } from "#testing/people/person";
import { range } from "#testing/stack/expect-complete";
import { type RawAnswer, RawSocket } from "#testing/stack/raw-socket";
import { Reader, type ShareWish, share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";
import { closingAfterEach } from "#testing/vitest/closing-after-each";

const READERS = 3;
const JOINS = 60;
const TRIES = 5;
const LINKS = 10;
const CODES = 8;
const fixture = stackFixture({
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
const { url } = fixture;

let owner: RawSocket;
let sessionId: string;
const kept = closingAfterEach();
beforeEach(async () => {
  owner = kept(await RawSocket.connect(url(), (await signIn(url())).token));
  ({ sessionId } = await owner.speakInNew(["es", "ca"]));
});

const links = async () => (await owner.ask("link:list", { sessionId })).links as LinkView[];

describe("guesses at a link's password", () => {
  test("are limited for all addresses together; correct passwords do not count", async () => {
    const { id, token } = await share(owner, sessionId, { password: "sal y agua" });
    // No address reaches its own limit.
    const from = (n: number) => RawSocket.read(url(n % 2), { link: token, from: `203.0.113.${n}` }).then(kept);
    const most = TRIES * 100;
    const tried = await from(1);
    expect(await tried.ask("link:unlock", { password: "wrong" })).toMatchObject({ refusal: { kind: "password" } });
    const key = `interline:limit:password-link:${id}`;
    expect(await fixture.stack.redis.ttl(key)).toBeGreaterThan(3_500);
    await fixture.stack.redis.incrby(key, most - 1 - 2);
    const kinds: unknown[] = [];
    for (const n of [2, 3, 4, 5]) {
      const one = await from(n);
      // Correct passwords are not counted: a full hall can unlock at once.
      if (n < 4) expect(await one.ask("link:unlock", { password: "sal y agua" })).toMatchObject({ ok: true });
      kinds.push((await one.ask("link:unlock", { password: `wrong ${n}` })).refusal?.kind);
    }
    expect(kinds).toEqual(["password", "password", "too-many", "too-many"]);
    expect(await tried.ask("link:unlock", { password: "sal y agua" })).toMatchObject({
      refusal: { limit: "passwords" },
    });
  });

  test("are limited for each connection and for each address", async () => {
    const { id, token } = await share(owner, sessionId, { password: "sal y agua" });
    const from = "198.51.100.7";
    const [one, two] = [
      kept(await RawSocket.read(url(), { link: token, from })),
      kept(await RawSocket.read(url(), { link: token, from })),
    ];
    const tries = range(1, 500).flatMap((n) => [one, two].map((s) => s.ask("link:unlock", { password: `wrong ${n}` })));
    const kinds = (await Promise.all(tries)).map(({ refusal }) => refusal?.kind);
    // Each connection has its own limit; the connections of one address share another one.
    expect(kinds.filter((kind) => kind === "password")).toHaveLength(2 * TRIES);
    expect(kinds.filter((kind) => kind === "too-many")).toHaveLength(1_000 - 2 * TRIES);
    // A correct password gets the same refusal now.
    const refused = (await one.ask("link:unlock", { password: "sal y agua" })) as RawAnswer & { refusal: object };
    expect(refused.refusal).toMatchObject({ kind: "too-many", limit: "passwords" });
    expect(refused.refusal).toHaveProperty("retryAfterSeconds", expect.any(Number));
    // Another reader of the same address can unlock, until the address reaches its limit.
    const beside = kept(await RawSocket.read(url(), { link: token, from }));
    expect(await beside.ask("link:unlock", { password: "sal y agua" })).toMatchObject({ ok: true });
    const [ofAddress = ""] = await fixture.stack.redis.keys(`interline:limit:password-address:${id}:*`);
    await fixture.stack.redis.incrby(ofAddress, TRIES * 60);
    const late = kept(await RawSocket.read(url(), { link: token, from }));
    expect(await late.ask("link:unlock", { password: "sal y agua" })).toMatchObject({
      refusal: { limit: "passwords" },
    });
    // Readers of other addresses can unlock, and so can this address once the limit has expired.
    const elsewhere = kept(await RawSocket.read(url(), { link: token, from: "198.51.100.8" }));
    expect(await elsewhere.ask("link:unlock", { password: "sal y agua" })).toMatchObject({ ok: true });
    const counts = await fixture.stack.redis.keys("interline:limit:password*");
    await fixture.stack.redis.del(...counts);
    expect(await one.ask("link:unlock", { password: "sal y agua" })).toMatchObject({ ok: true });
  });
});

describe("a short code", () => {
  let opened: { close(): Promise<void> };
  beforeAll(() => {
    const { services, redis, env: stackEnv } = fixture.stack;
    opened = openDatabase(services.databaseUrl);
    const env = readWebEnv({
      NODE_ENV: "test",
      DATABASE_URL: services.databaseUrl,
      REDIS_URL: services.redis.url,
      AUTH_SECRET: stackEnv.AUTH_SECRET,
      CODE_TRIES_PER_ADDRESS_HOUR: String(CODES),
    });
    const log = createLog("test", "silent");
    openLimits(redis, env, new Budget(redis, env, log));
    openAuth(env, log);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    const counts = await fixture.stack.redis.keys("interline:limit:code*");
    if (counts.length > 0) await fixture.stack.redis.del(...counts);
  });

  const codeOf = async (id: string) => (await links()).find((link) => link.id === id)?.code;
  const withCode = async (wish: ShareWish = {}) => {
    const link = await share(owner, sessionId, { ...wish, code: true });
    if (!link.code) throw new Error("the link has no code");
    return { ...link, typed: link.code.text };
  };

  test("finds its link in every spelling", async () => {
    const { token, typed } = await withCode();
    for (const spelling of [typed, typed.toUpperCase(), typed.replace("-", " "), ` ${typed.replace("-", "")} `])
      expect(await joinByCode(spelling, "somewhere")).toEqual({ kind: "found", token });
  });

  test("lasts a day at most, and no longer than its link; a link has none unless its owner asks for it", async () => {
    const { code } = await withCode();
    expect(Date.parse(code?.expiresAt ?? "") - Date.now()).toBeLessThanOrEqual(86_400_000);
    const hour = await withCode({ lifetime: "hour" });
    expect(hour.code?.expiresAt).toBe(hour.expiresAt);
    expect((await share(owner, sessionId)).code).toBeNull();
  });

  test("is not stored in plain text", async () => {
    const { id, typed } = await withCode();
    const { rows } = await fixture.stack.database.query("SELECT l::text AS all FROM share_link l WHERE id = $1", [id]);
    expect(rows[0].all).not.toContain(typed.replace("-", ""));
  });

  test("is told to readers of its link, after the password of a link that has one, and can be replaced and removed", async () => {
    const { id, token, typed, code } = await withCode();
    // A caption screen asks for the code.
    const screen = kept(await RawSocket.read(url(1), { link: token }));
    const told = async () => (await screen.ask("link:read-code", {})).code;
    expect(await told()).toEqual(code);
    const locked = await withCode({ password: "sal y agua" });
    const outside = kept(await RawSocket.read(url(), { link: locked.token }));
    expect(await outside.ask("link:read-code", {})).toMatchObject({ ok: false, refusal: { kind: "password" } });
    expect(await owner.ask("link:give-code", { linkId: id, isOn: true })).toEqual({ ok: true });
    expect(await joinByCode(typed, "somewhere")).toEqual({ kind: "wrong" });
    const next = (await codeOf(id))?.text ?? "";
    expect(await joinByCode(next, "somewhere")).toEqual({ kind: "found", token });
    expect(await told()).toMatchObject({ text: next });
    await owner.ask("link:give-code", { linkId: id, isOn: false });
    expect(await joinByCode(next, "somewhere")).toEqual({ kind: "wrong" });
    expect([await codeOf(id), await told()]).toEqual([null, null]);
  });

  test("that is wrong, expired, or of a revoked or expired link gets the same answer", async () => {
    const [expired, ended, revoked] = [await withCode(), await withCode(), await withCode()];
    const { database } = fixture.stack;
    await database.query("UPDATE share_link SET code_expires_at = now() WHERE id = $1", [expired.id]);
    await database.query("UPDATE share_link SET expires_at = now() WHERE id = $1", [ended.id]);
    await owner.ask("link:revoke", { linkId: revoked.id });
    for (const typed of [expired.typed, ended.typed, revoked.typed, "222-222", "", "x".repeat(40), "\u0000"])
      expect(await joinByCode(typed, "somewhere")).toEqual({ kind: "wrong" });
    expect((await links()).map(({ code }) => code)).toEqual([null, null, null]);
    await owner.ask("link:restore", { linkId: revoked.id });
    expect(await joinByCode(revoked.typed, "somewhere")).toEqual({ kind: "found", token: revoked.token });
  });

  test("after too many wrong codes from one address every code is refused; once the total is used up, each address has three more tries", async () => {
    const { token, typed } = await withCode();
    const wrong = [..."23456789cdfgh"].map((sign) => `${sign}cc-ccc`);
    for (const _ of range(1, CODES + 5)) expect((await joinByCode(typed, "a hall")).kind).toBe("found");
    // All at once: the limit holds for concurrent tries.
    const tried = await Promise.all(wrong.map((code) => joinByCode(code, "a hall")));
    expect(tried.filter(({ kind }) => kind === "wrong")).toHaveLength(CODES);
    expect(await joinByCode(typed, "a hall")).toEqual({ kind: "throttled" });
    expect(await joinByCode(typed, "elsewhere")).toEqual({ kind: "found", token });
    // From all addresses together.
    await fixture.stack.redis.incrby("interline:limit:code:all", CODES * 10);
    const guess = async (code: string) => (await joinByCode(code, "elsewhere")).kind;
    expect(await guess(typed)).toBe("found");
    for (const code of wrong.slice(0, 3)) expect(await guess(code)).toBe("wrong");
    expect(await guess(typed)).toBe("throttled");
    expect((await joinByCode(typed, "a third address")).kind).toBe("found");
  });
});

test("only the owner creates, lists, renames and revokes links", async () => {
  const { id, token } = await share(owner, sessionId);
  const stranger = kept(await RawSocket.connect(url(), (await signIn(url())).token));
  for (const [event, request] of [
    ["link:create", { sessionId }],
    ["link:list", { sessionId }],
    ["link:label", { linkId: id, label: "mine" }],
    ["link:revoke", { linkId: id }],
    ["link:restore", { linkId: id }],
    ["link:give-code", { linkId: id, isOn: true }],
  ] as const) {
    expect(await stranger.ask(event, request)).toEqual({ ok: false, refusal: { kind: "not-found" } });
  }
  expect(await owner.ask("link:create", { sessionId, langs: ["vi"] })).toMatchObject({ ok: false });
  expect(await owner.ask("link:label", { linkId: id, label: " Hall 2 " })).toEqual({ ok: true });
  const { rows } = await fixture.stack.database.query("SELECT * FROM share_link WHERE id = $1", [id]);
  expect(JSON.stringify(rows)).not.toContain(token);
  const [link] = await links();
  expect(link).toMatchObject({ label: "Hall 2", path: `/r/${token}`, revokedAt: null, langs: [] });
});

describe("limits", () => {
  test("of readers of one link: the next reader is refused, and admitted once another has left", async () => {
    const { token } = await share(owner, sessionId);
    const inside = range(1, READERS).map((n) => kept(Reader.open(url(n % 2), token)));
    // The other gateway's count is at most a second old.
    await eventually("all are counted", async () => (await links())[0]?.readers === READERS);
    const next = kept(await RawSocket.read(url(), { link: token }));
    const full = { kind: "too-many", limit: "readers", retryAfterSeconds: expect.any(Number) };
    expect(await next.ask("link:read", { wanted: [], since: 0 })).toEqual({ ok: false, refusal: full });
    inside[0]?.close();
    await eventually("there is room", async () => (await next.ask("link:read", { wanted: [], since: 0 })).ok);
  });

  test("of links of one session hold for links that are created at once, and for each session alone", async () => {
    const made = await Promise.all(
      range(1, LINKS + 5).map(() => owner.ask("link:create", { sessionId, password: "sal y agua" })),
    );
    expect(made.filter(({ ok }) => ok)).toHaveLength(LINKS);
    const refusal = { kind: "too-many", limit: "links", retryAfterSeconds: expect.any(Number) };
    expect(made.filter(({ ok }) => !ok)).toEqual(Array(5).fill({ ok: false, refusal }));
    expect(await links()).toHaveLength(LINKS);
    const other = await owner.speakInNew();
    expect(await owner.ask("link:create", { sessionId: other.sessionId })).toMatchObject({ ok: true });
  });

  test("of joins from one address, by socket and by page", async () => {
    const { token } = await share(owner, sessionId);
    const from = "198.51.100.9";
    const handshakes = range(1, JOINS + 1).map(() => RawSocket.open(url(), { link: token, from }));
    const opened = await Promise.all(handshakes);
    for (const socket of opened) if (typeof socket !== "string") socket.close();
    expect(opened.filter((answer) => answer === "too-many")).toHaveLength(1);
    const headers = { "x-forwarded-for": from, "accept-language": "ko-KR, en;q=0.5" };
    const pages = range(1, JOINS + 1).map(() => fetch(`${url()}/r/${token}`, { headers }));
    const busy = (await Promise.all(pages)).filter(({ status }) => status === 429);
    expect(busy).toHaveLength(1);
    const after = Number(busy[0]?.headers.get("retry-after"));
    expect(after).toBeGreaterThan(0);
    // The page says in the reader's language that it reloads automatically, and does.
    expect(Number(busy[0]?.headers.get("refresh"))).toBeGreaterThanOrEqual(after);
    expect(await busy[0]?.text()).toBe(`${READER_WORDING.ko.audience.crowd} ${READER_WORDING.ko.audience.fullHelp}`);
    const get = (address: string) => statusOf(fixture.stack.web[0]?.port ?? 0, "GET", address, headers);
    for (const spelling of ["/r", "/./r", "/x/../r", "/x/%2e%2E/r", "/%72", "//r", `${url()}/r`, "/x\\..\\r"]) {
      expect(await get(`${spelling}/${token}/export?format=docx&x=%zz`), spelling).toBe(429);
    }
    expect(await get("/x/r/")).toBe(404);
  });
});
