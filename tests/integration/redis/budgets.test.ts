import { describe, expect, test, vi } from "vitest";
import { readCommonEnv } from "#platform/env";
import { createLog } from "#platform/log";
import { SAMPLE_RATE } from "#protocol/sound";
import { Budget } from "#redis/budget";
import { budgetKey } from "#redis/keys";
import type { Caption } from "#scripts/speak/captions";
import { speak } from "#scripts/speak/speak";
import { eventually } from "#testing/eventually";
import { keep, signInAs } from "#testing/people/account";
import { signIn } from "#testing/people/person";
import { personId } from "#testing/people/person-id";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const PER_USER = 400;
const fixture = stackFixture({
  web: 1,
  workers: 1,
  env: {
    TRANSLATED_CHARACTERS_PER_USER_HOUR: String(PER_USER),
    AUDIO_MINUTES_PER_USER_HOUR: "1",
  },
});
const { url } = fixture;

/** A session with one closed line, translated into these languages. */
async function oneLine(langs: string[]) {
  const socket = await RawSocket.connect(url(), (await signIn(url())).token);
  const { sessionId, take } = await socket.speakInNew(langs);
  await socket.ask("chunk", { take, n: 1, sound: chunkSaying(1) });
  await socket.ask("stop", { sessionId, after: { take, n: 2 } });
  await socket.readEnded(sessionId);
  await eventually("it is translated", async () => (await owed(sessionId)) === 0);
  return { socket, sessionId };
}

async function owed(sessionId: string): Promise<number> {
  const { rows } = await fixture.stack.database.query("SELECT FROM untranslated WHERE session_id = $1", [sessionId]);
  return rows.length;
}

async function translations(sessionId: string): Promise<string[]> {
  const query = "SELECT text FROM translation WHERE session_id = $1 ORDER BY lang";
  const { rows } = await fixture.stack.database.query(query, [sessionId]);
  return rows.map(({ text }) => text);
}

async function correct(socket: RawSocket, sessionId: string, text: string): Promise<void> {
  const query = "SELECT rev FROM segment WHERE session_id = $1 AND seq = 1";
  const { rows } = await fixture.stack.database.query(query, [sessionId]);
  expect(await socket.ask("segment:correct", { sessionId, seq: 1, expected: rows[0].rev, text })).toMatchObject({
    ok: true,
  });
}

/** The characters that the engine was asked to translate, of all people. */
async function spent(): Promise<number> {
  return Number((await fixture.stack.redis.get("interline:{budget}:characters:instance:hour")) ?? 0);
}

const healthOf = async (socket: RawSocket, sessionId: string) =>
  (await socket.ask("session:join", { sessionId, since: 0 })).health;

test("of 20 corrections of one line in a row only the last one is translated", async () => {
  const { socket, sessionId } = await oneLine(["es", "ca"]);
  const before = await spent();
  for (let n = 1; n <= 20; n += 1) await correct(socket, sessionId, `text ${n}`);
  await eventually("the last one is translated", async () => (await owed(sessionId)) === 0);
  expect(await translations(sessionId)).toEqual(["[ca] text 20", "[es] text 20"]);
  expect((await spent()) - before).toBe(2 * "text 20".length);
  socket.close();
});

test("a used-up budget is told to its owner, delays translations without losing them, and delays no other person", async () => {
  const { socket, sessionId } = await oneLine(["es", "ca"]);
  expect(await healthOf(socket, sessionId)).not.toHaveProperty("budget");
  const long = "x".repeat(0.6 * PER_USER);
  await correct(socket, sessionId, long);
  await eventually("one of two languages is within the budget", async () => (await owed(sessionId)) === 1);
  expect(await healthOf(socket, sessionId)).toMatchObject({
    budget: { state: "used-up", retryAfterSeconds: expect.any(Number) },
  });
  await correct(socket, sessionId, `${long} more`);
  await eventually("both languages wait for the budget", async () => {
    const query = "SELECT FROM untranslated WHERE session_id = $1 AND ask_after > now() + interval '20 minutes'";
    return (await fixture.stack.database.query(query, [sessionId])).rows.length === 2;
  });
  const other = await oneLine(["es"]);
  expect(await translations(other.sessionId)).toHaveLength(1);
  other.socket.close();

  const keys = await fixture.stack.redis.keys("interline:{budget}:characters:user:*");
  await fixture.stack.redis.del(...keys);
  await fixture.stack.database.query("UPDATE untranslated SET ask_after = now() - interval '1 minute'");
  await eventually("the sweeper enqueues again once there is budget", async () => (await owed(sessionId)) < 2);
  socket.close();
});

test("a session ends at once although its budgets are used up, with a gap, and its translations follow later", async () => {
  const person = await signIn(url());
  const socket = await RawSocket.connect(url(), person.token);
  const { sessionId, take } = await socket.speakInNew(["es"]);
  const userId = await personId(fixture.stack.database, person);
  const { redis } = fixture.stack;
  for (let n = 1; n <= 25; n += 1) await socket.ask("chunk", { take, n, sound: chunkSaying(n) });
  await redis.set(budgetKey("seconds", `user:${userId}`, "hour"), 60, "EX", 3_600);
  await redis.set(budgetKey("characters", `user:${userId}`, "hour"), PER_USER, "EX", 3_600);
  const refused = await socket.ask("chunk", { take, n: 26, sound: chunkSaying(26) });
  expect(refused.refusal).toMatchObject({ kind: "too-many", limit: "audio-minutes" });
  expect(await socket.ask("lost", { take, from: 26, to: 40 })).toMatchObject({ ok: true });
  expect(await socket.ask("stop", { sessionId, after: { take, n: 41 } })).toMatchObject({ ok: true });
  await socket.readEnded(sessionId);
  const kinds = "SELECT kind, end_ms - start_ms AS ms FROM segment WHERE session_id = $1 ORDER BY seq DESC";
  expect((await fixture.stack.database.query(kinds, [sessionId])).rows[0]).toEqual({ kind: "gap", ms: 3_000 });
  expect(await owed(sessionId)).toBeGreaterThan(0);

  await redis.del(budgetKey("characters", `user:${userId}`, "hour"));
  await eventually("its translations follow once there is budget", async () => {
    await fixture.stack.database.query("UPDATE untranslated SET ask_after = now() - interval '1 minute'");
    return (await owed(sessionId)) === 0;
  });
  socket.close();
});

test("`npm run speak` says that the budget is used up and ends its session", async () => {
  const told: Caption[] = [];
  const samples = new Int16Array(70 * SAMPLE_RATE);
  const wish = { file: "", from: "en-US", to: ["es"], url: url(), pace: 100, json: true };
  const spoken = speak(wish, null, samples, (caption) => told.push(caption), new AbortController().signal);
  await expect(spoken).rejects.toThrow(/budget for speech recognition is used up; try again in \d+ s/);
  expect(told.at(-1)).toEqual({ type: "ended", state: "ended" });
});

test("creating an account or signing in to one brings no new budget", async () => {
  const password = "correct horse battery";
  const usedUp = async () => {
    const person = await signIn(url());
    const key = budgetKey("seconds", `user:${await personId(fixture.stack.database, person)}`, "hour");
    await fixture.stack.redis.set(key, 60, "EX", 3_600);
    return person;
  };
  const refusalOf = async (token: string) => {
    const socket = await RawSocket.connect(url(), token);
    const { refusal } = await socket.ask("session:start", { sourceLang: "en-US", targetLangs: ["es"] });
    socket.close();
    return refusal;
  };
  const owner = await signIn(url());
  await keep(url(), owner, "owner@example.test", password);
  expect(await refusalOf(owner.token)).toBeUndefined();
  const signedIn = await signInAs(url(), "owner@example.test", password, await usedUp());
  expect(await refusalOf(signedIn)).toMatchObject({ kind: "too-many", limit: "audio-minutes" });

  const person = await usedUp();
  await keep(url(), person, "person@example.test", password);
  expect(await refusalOf(person.token)).toMatchObject({ kind: "too-many", limit: "audio-minutes" });
});

describe("a budget", () => {
  const limits = {
    NODE_ENV: "test" as const,
    TRANSLATED_CHARACTERS_PER_USER_HOUR: "100",
    TRANSLATED_CHARACTERS_PER_INSTANCE_DAY: "1000",
  };
  const open = () => {
    const { databaseUrl, redis } = fixture.stack.services;
    const env = readCommonEnv({ DATABASE_URL: databaseUrl, REDIS_URL: redis.url, ...limits });
    const log = createLog("test", "silent");
    const warned = vi.spyOn(log, "warn");
    return { budget: new Budget(fixture.stack.redis, env, log), warned };
  };
  const payer = (name: string) => ({ userId: name, addressHash: name });

  test("is spent to its limit and not beyond it by requests at once, and refused amounts are not counted", async () => {
    const { budget, warned } = open();
    await fixture.stack.redis.del("interline:{budget}:characters:instance:day");
    const all = await Promise.all(Array.from({ length: 50 }, () => budget.spend("characters", payer("a"), 10)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(10);
    expect(all.at(-1)).toEqual({ ok: false, retryAfterSeconds: 3_600 });
    expect(await budget.readSpending()).toContainEqual({ kind: "characters", window: "day", used: 100, limit: 1_000 });
    expect(await budget.spend("characters", payer("b"), 10)).toEqual({ ok: true });
    expect(warned).toHaveBeenCalledOnce();
  });

  test("refuses drafts from 80 % on, and says whether it is low or used up", async () => {
    const { budget } = open();
    expect(await budget.look("characters", payer("c"))).toBeNull();
    await budget.spend("characters", payer("c"), 75);
    expect(await budget.spend("characters", payer("c"), 10, 0.8)).toMatchObject({ ok: false });
    expect(await budget.spend("characters", payer("c"), 10)).toEqual({ ok: true });
    expect(await budget.look("characters", payer("c"))).toMatchObject({ state: "low" });
    await budget.spend("characters", payer("c"), 15);
    expect(await budget.look("characters", payer("c"))).toMatchObject({ state: "used-up" });
  });

  test("of an anonymous person is added to the account that the person signs in to", async () => {
    const { budget } = open();
    const by = (userId: string) => ({ userId, addressHash: userId });
    await budget.spend("characters", by("anonymous"), 60);
    await budget.spend("characters", by("account"), 30);
    await budget.move("anonymous", "account");
    expect(await budget.spend("characters", by("account"), 20)).toMatchObject({ ok: false, retryAfterSeconds: 3_600 });
    expect(await budget.look("characters", by("anonymous"))).toBeNull();
    // A person without spending changes nothing.
    await budget.move("anonymous", "other");
    expect(await budget.spend("characters", by("other"), 100)).toEqual({ ok: true });
  });

  test("gets the amount back when an engine fails", async () => {
    const { budget } = open();
    const fails = () => Promise.reject(new Error("the engine is unavailable"));
    await expect(budget.charge("characters", payer("d"), { amount: 90 }, fails)).rejects.toThrow("unavailable");
    expect(await budget.spend("characters", payer("d"), 100)).toEqual({ ok: true });
  });
});
