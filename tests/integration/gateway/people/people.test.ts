import { describe, expect, test } from "vitest";
import { eventually } from "#testing/eventually";
import { keep, post } from "#testing/people/account";
import { type Person, signIn } from "#testing/people/person";
import { personId, teach } from "#testing/people/person-id";
import { everythingIn } from "#testing/redis/everything-in";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 2, workers: 1 });
const { url } = fixture;
const PASSWORD = "correct horse battery";

const idOf = (person: Person) => personId(fixture.stack.database, person);

/** Rows of tables, and keys and values of Redis, that contain one of the ids. */
async function traces(ids: readonly string[]): Promise<string[]> {
  const { database, redis } = fixture.stack;
  const found: string[] = [];
  const tables = await database.query("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
  for (const { name } of tables.rows) {
    const { rows } = await database.query(`SELECT t::text AS row FROM "${name}" t`);
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  found.push(...(await everythingIn(redis)).map((text) => `redis: ${text}`));
  return found.filter((trace) => ids.some((id) => trace.includes(id)));
}

describe("the deletion of an account", () => {
  test("leaves no row, key or job, except the tombstones of its sessions, so that late sound is refused", async () => {
    const person = await signIn(url());
    const userId = await idOf(person);
    await keep(url(), person, "anna@example.test", PASSWORD);
    fixture.stack.faults.set({ at: "translate", to: "es", hold: true });
    const socket = await RawSocket.connect(url(0), person.token);
    const other = await RawSocket.connect(url(1), person.token);
    const { sessionId, take } = await other.speakInNew();
    await other.ask("chunk", { take, n: 1, sound: chunkSaying(1) });
    await other.ask("pause", { isPaused: true });
    await other.read(sessionId, 1);
    await fixture.stack.database.query("INSERT INTO administrator (user_id) VALUES ($1)", [userId]);
    expect((await traces([userId, sessionId])).length).toBeGreaterThan(8);

    expect(await socket.ask("person:delete-own", { what: "everything", password: "a guess" })).toEqual({
      ok: false,
      refusal: { kind: "password", isWrong: true },
    });
    expect(await socket.ask("person:delete-own", { what: "everything", password: PASSWORD })).toEqual({ ok: true });
    for (const one of [socket, other]) await eventually("its sockets are closed", () => one.socket.disconnected);
    fixture.stack.faults.set();
    const left = await eventually("nothing else is left", async () => {
      const found = await traces([userId, sessionId, "anna@example.test"]);
      return found.length <= 1 && found;
    });
    expect(left).toEqual([expect.stringContaining(`interline:{${sessionId}}:gone`)]);
  });

  test.each(["the person", "an administrator"])(
    "is certain once %s has begun it: it is not refused when it breaks off, and the sweeper finishes it",
    async (by) => {
      const { database } = fixture.stack;
      const person = await signIn(url());
      const userId = await idOf(person);
      const socket = await RawSocket.connect(url(), person.token);
      const { sessionId } = await socket.speakInNew();
      const administrator = await signIn(url());
      await database.query("INSERT INTO administrator (user_id) VALUES ($1)", [await idOf(administrator)]);
      const office = await RawSocket.connect(url(), administrator.token);
      await database.query(`CREATE FUNCTION refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF OLD.id = '${sessionId}' THEN RAISE 'no'; END IF; RETURN OLD; END $$`);
      await database.query(
        "CREATE TRIGGER refuse_delete BEFORE DELETE ON session FOR EACH ROW EXECUTE FUNCTION refuse_delete()",
      );
      const ask = () =>
        by === "the person"
          ? socket.ask("person:delete-own", { what: "everything" })
          : office.ask("admin:delete-person", { userId });
      try {
        expect(await ask()).toEqual({ ok: true });
        expect(await traces([sessionId])).not.toEqual([]);
      } finally {
        await database.query("DROP FUNCTION refuse_delete CASCADE");
      }
      await eventually("nothing is left", async () => (await traces([userId, sessionId])).length <= 1);
      office.close();
    },
  );

  test("is finished by the sweeper if it breaks off", async () => {
    const person = await signIn(url());
    const userId = await idOf(person);
    const socket = await RawSocket.connect(url(), person.token);
    const { sessionId } = await socket.speakInNew();
    await fixture.stack.database.query("INSERT INTO profile (user_id, leaving) VALUES ($1, true)", [userId]);
    await eventually("nothing is left", async () => (await traces([userId, sessionId])).length <= 1);
    socket.close();
  });
});

test("terms of a person's vocabulary are spelled so in their own sessions, and in no other person's", async () => {
  const person = await signIn(url());
  await teach(fixture.stack.database, person, "Bến Tre", "w1");
  for (const [who, expected] of [
    [person, /Bến Tre/],
    [await signIn(url()), /w1\b/i],
  ] as const) {
    const socket = await RawSocket.connect(url(), who.token);
    const { sessionId, take } = await socket.speakInNew();
    await socket.ask("chunk", { take, n: 1, sound: chunkSaying(1) });
    await socket.ask("stop", { sessionId, after: { take, n: 2 } });
    expect((await socket.read(sessionId, 1))[0]).toMatch(expected);
    socket.close();
  }
});

test("the download of own data has everything of own sessions and nothing of others, and needs a sign-in", async () => {
  const [person, stranger] = [await signIn(url()), await signIn(url())];
  const socket = await RawSocket.connect(url(), person.token);
  const { sessionId, take } = await socket.speakInNew();
  await socket.ask("chunk", { take, n: 1, sound: chunkSaying(1) });
  await socket.ask("stop", { sessionId, after: { take, n: 2 } });
  const [text] = await socket.read(sessionId, 1);
  const link = await share(socket, sessionId, { langs: ["es"] });
  const get = (who?: Person) =>
    fetch(`${url()}/account/data`, { headers: who ? { authorization: `Bearer ${who.token}` } : {} });
  const mine = await (await get(person)).json();
  expect(mine).toMatchObject({
    person: { id: await idOf(person) },
    sessions: [{ id: sessionId, segments: [{ text }], shareLinks: [{ id: link.id, langs: ["es"] }] }],
  });
  expect(JSON.stringify(mine)).not.toMatch(/startedFrom|token|hash/i);
  expect((await (await get(stranger)).json()).sessions).toEqual([]);
  expect((await get()).status).toBe(404);
  socket.close();
});

test("only administrators get the overview, which has no title and no words", async () => {
  const person = await signIn(url());
  const socket = await RawSocket.connect(url(), person.token);
  const started = await socket.ask("session:start", { sourceLang: "en-US", targetLangs: ["es"], title: "Our secret" });
  const { take } = await socket.ask("speak", { sessionId: started.sessionId });
  await socket.ask("chunk", { take, n: 1, sound: chunkSaying(7) });
  await socket.ask("pause", { isPaused: true });
  await socket.read(String(started.sessionId), 1);
  expect(await socket.ask("admin:overview", { sessions: 100 })).toEqual({ ok: false, refusal: { kind: "not-found" } });
  await fixture.stack.database.query("INSERT INTO administrator (user_id) VALUES ($1)", [await idOf(person)]);
  const answer = await socket.ask("admin:overview", { sessions: 100 });
  expect(answer.overview).toMatchObject({
    sessions: expect.arrayContaining([expect.objectContaining({ id: started.sessionId, state: "live", segments: 1 })]),
    queues: [{ name: "serve" }, { name: "translate" }],
    workers: [{ engine: "scripted" }],
    sound: { used: 0, limit: 20_000_000_000 },
  });
  expect(JSON.stringify(answer)).not.toMatch(/secret|w7/i);
  // Only the id of a person makes an administrator.
  const other = await RawSocket.connect(url(), (await signIn(url())).token);
  expect(await other.ask("admin:overview", { sessions: 100 })).toMatchObject({ ok: false });
  expect((await post(url(), "admin", {})).status).toBe(404);
  for (const one of [socket, other]) one.close();
});
