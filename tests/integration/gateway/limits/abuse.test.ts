import { expect, test } from "vitest";
import { CHUNK_SAMPLES, samplesToMs } from "#protocol/sound";
import { mailboxKey } from "#redis/keys";
import { eventually } from "#testing/eventually";
import { statusOf } from "#testing/network/raw-request";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const SIGN_INS = 20;
const LIVE_SESSIONS = 3;
const SESSIONS = 80;
const CONNECTIONS = 5;
const PAGES = 300;
const fixture = stackFixture({
  web: 1,
  workers: 1,
  env: {
    SIGN_INS_PER_ADDRESS_HOUR: String(SIGN_INS),
    LIVE_SESSIONS_PER_USER: String(LIVE_SESSIONS),
    AUDIO_MINUTES_PER_USER_DAY: "1",
    SESSIONS_PER_USER_HOUR: String(SESSIONS),
    CONNECTIONS_PER_USER: String(CONNECTIONS),
    PAGES_PER_ADDRESS_MINUTE: String(PAGES),
  },
});

const port = () => fixture.stack.web[0]?.port ?? 0;
const url = () => `http://127.0.0.1:${port()}`;
const entries = (sessionId: string) => fixture.stack.redis.xlen(mailboxKey(sessionId));

const post = (address: string) => statusOf(port(), "POST", address, { "content-type": "application/json" });

test("the sweeper has anchored entries of a dead worker trimmed, though no more sound arrives", async () => {
  const socket = await RawSocket.connect(url(), (await signIn(url())).token);
  const { sessionId, take } = await socket.speakInNew();
  for (let n = 1; n <= 5; n += 1) await socket.ask("chunk", { take, n, sound: chunkSaying(n) });
  await eventually("everything is committed", async () => (await entries(sessionId)) === 0);
  const sound = Buffer.from(chunkSaying(5));
  const fields = ["k", "chunk", "s", "12800", "d", sound, "l", "3200"];
  await fixture.stack.redis.xadd(mailboxKey(sessionId), `${take}-6`, ...fields);
  socket.close();
  await eventually("the sweeper's job has emptied it", async () => (await entries(sessionId)) === 0);
});

test("a lost range longer than any session is refused, and the session continues", async () => {
  const socket = await RawSocket.connect(url(), (await signIn(url())).token);
  const { sessionId, take } = await socket.speakInNew();
  expect(await socket.ask("lost", { take, from: 1, to: 1_000_000_000 })).toMatchObject({ ok: false });
  expect(await socket.ask("chunk", { take, n: 1, sound: chunkSaying(1) })).toMatchObject({ ok: true });
  expect(await socket.ask("stop", { sessionId })).toMatchObject({ ok: true });
  await eventually("it has ended", async () => {
    const { rows } = await fixture.stack.database.query("SELECT state FROM session WHERE id = $1", [sessionId]);
    return rows[0]?.state === "ended";
  });
  socket.close();
});

test("better-auth's route for deleting an anonymous person deletes no session", async () => {
  const { token } = await signIn(url());
  const socket = await RawSocket.connect(url(), token);
  const { sessionId } = await socket.speakInNew();
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  await fetch(`${url()}/api/auth/delete-anonymous-user`, { method: "POST", headers, body: "{}" });
  const { rows } = await fixture.stack.database.query("SELECT state FROM session WHERE id = $1", [sessionId]);
  expect(rows).toEqual([{ state: "live" }]);
  socket.close();
});

test("the limit of live sessions holds for many starts at once", async () => {
  const socket = await RawSocket.connect(url(), (await signIn(url())).token);
  const start = () => socket.ask("session:start", { sourceLang: "en-US", targetLangs: ["es"] });
  const refused = { ok: false, refusal: { kind: "too-many", limit: "live-sessions", retryAfterSeconds: null } };
  const answers = await Promise.all(Array.from({ length: 50 }, start));
  const live = answers.filter(({ ok }) => ok);
  expect(live.length).toBeLessThanOrEqual(LIVE_SESSIONS);
  // Refused starts take no place.
  while (live.length < LIVE_SESSIONS) live.push(await start());
  expect(live.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(await start()).toEqual(refused);
  const { rows } = await fixture.stack.database.query(
    "SELECT state FROM session WHERE owner_id = (SELECT owner_id FROM session WHERE id = $1)",
    [live[0]?.sessionId],
  );
  expect(rows).toEqual(Array(LIVE_SESSIONS).fill({ state: "live" }));
  expect(await socket.ask("stop", { sessionId: live[0]?.sessionId })).toMatchObject({ ok: true });
  await socket.readEnded(String(live[0]?.sessionId));
  await eventually("there is room again", async () => (await start()).ok);
  // The one that ended has lost its place.
  expect(await socket.ask("session:continue", { sessionId: live[0]?.sessionId })).toEqual(refused);
  socket.close();
});

test("the limit of sessions per person and hour counts deleted ones, and does not affect another person", async () => {
  const socket = await RawSocket.connect(url(), (await signIn(url())).token);
  const start = (of: RawSocket) => of.ask("session:start", { sourceLang: "en-US", targetLangs: ["es"] });
  for (let made = 0; made < SESSIONS; made += 1) {
    const { sessionId } = await start(socket);
    expect(await socket.ask("session:delete", { sessionId })).toMatchObject({ ok: true });
  }
  expect(await start(socket)).toEqual({
    ok: false,
    refusal: { kind: "too-many", limit: "sessions", retryAfterSeconds: expect.any(Number) },
  });
  const other = await RawSocket.connect(url(), (await signIn(url())).token);
  expect(await start(other)).toMatchObject({ ok: true });
  for (const one of [socket, other]) one.close();
});

test("the limit of connections per person frees a place when one closes, and does not affect another person", async () => {
  const { token } = await signIn(url());
  const held = await Promise.all(Array.from({ length: CONNECTIONS }, () => RawSocket.connect(url(), token)));
  await expect(RawSocket.connect(url(), token)).rejects.toThrow("too-many");
  (await RawSocket.connect(url(), (await signIn(url())).token)).close();
  held[0]?.close();
  const again = await eventually("there is a place", () => RawSocket.connect(url(), token).catch(() => null));
  for (const one of [...held, again]) one.close();
});

test("a minute of speech a day is one minute over all takes and sessions", async () => {
  const socket = await RawSocket.connect(url(), (await signIn(url())).token);
  const { sessionId, take } = await socket.speakInNew();
  const chunk = (of: number, n: number) => socket.ask("chunk", { take: of, n, sound: chunkSaying(n) });
  const chunks = 60_000 / samplesToMs(CHUNK_SAMPLES);
  for (let n = 1; n <= chunks; n += 1) expect(await chunk(take, n)).toMatchObject({ ok: true });
  const retryAfterSeconds = expect.any(Number);
  const refused = { ok: false, refusal: { kind: "too-many", limit: "audio-minutes", retryAfterSeconds } };
  expect(await chunk(take, chunks + 1)).toEqual(refused);
  expect(await socket.ask("speak", { sessionId })).toEqual(refused);
  expect(await socket.ask("session:start", { sourceLang: "en-US", targetLangs: ["es"] })).toEqual(refused);
  socket.close();
});

test("sign-ins are limited in every spelling of their path", async () => {
  for (let i = 0; i < SIGN_INS; i += 1) await post("/api/auth/sign-in/anonymous");
  for (const address of [
    "/api/auth/sign-in/anonymous",
    "/./api/auth/sign-in/anonymous",
    "/api/auth/x/../sign-in/anonymous",
    "/api/auth/%73ign-in/anonymous?x=%zz",
    `http://127.0.0.1:${port()}/api/auth/sign-in/anonymous`,
  ])
    expect(await post(address), address).toBe(429);
});

test("server actions are limited by address, with the time to retry after", async () => {
  const ask = async () => fetch(`${url()}/sessions`, { method: "POST", headers: { "next-action": "x" } });
  let asked = 0;
  const refused = await eventually("the limit is reached", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    asked += answers.length;
    return answers.find(({ status }) => status === 429);
  });
  expect(asked).toBeLessThanOrEqual(PAGES + 50);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await fetch(`${url()}/healthz`)).status).toBe(200);
});
