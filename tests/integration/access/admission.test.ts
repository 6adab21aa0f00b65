import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inviteByLink } from "#access/admission/invite";
import { openDatabase } from "#store/database";
import { addAdministrator, removeAdministrator } from "#store/people/administrators";
import { allowAddress, disallowAddress, listInvitations, revokeInvitation } from "#store/people/invitations";
import { eventually } from "#testing/eventually";
import { keep, post, signInAs } from "#testing/people/account";
import { type Person, signIn } from "#testing/people/person";
import { personId } from "#testing/people/person-id";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

/** The first web process has ACCESS=open, the second ACCESS=accounts, the third ACCESS=invited. */
const fixture = stackFixture({ web: 1, workers: 1 });
const PASSWORD = "correct horse battery";
const WISH = { sourceLang: "en-US", targetLangs: ["es"] };
const lacking = (what: string) => ({ ok: false, refusal: { kind: "not-admitted", lacking: what } });

let open: string;
let accounts: string;
let invited: string;

let opened: ReturnType<typeof openDatabase>;
afterAll(() => opened.close());

beforeAll(async () => {
  const url = ({ port }: { port: number }) => `http://127.0.0.1:${port}`;
  const [first] = fixture.stack.web;
  if (!first) throw new Error("no web process runs");
  open = url(first);
  accounts = url(await fixture.stack.addWeb({ ACCESS: "accounts" }));
  invited = url(await fixture.stack.addWeb({ ACCESS: "invited" }));
  // Scripts and server actions use the store directly.
  opened = openDatabase(fixture.stack.services.databaseUrl, 1);
});

describe("ACCESS=accounts", () => {
  test("refuses anonymous people every request that uses the engines, and lets them read, stop and delete their sessions", async () => {
    const person = await signIn(open);
    const before = await RawSocket.connect(open, person.token);
    const { sessionId, take } = await before.speakInNew();
    await before.ask("chunk", { take, n: 1, sound: chunkSaying(1) });
    await before.ask("pause", { isPaused: true });
    await before.read(sessionId, 1);
    const link = await share(before, sessionId);

    const socket = await RawSocket.connect(accounts, person.token);
    const line = { sessionId, seq: 1, expected: 0 };
    const asked: [string, object][] = [
      ["session:start", WISH],
      ["session:start", { ...WISH, wait: true }],
      ["speak", { sessionId }],
      ["speak", { sessionId, take }],
      ["session:speak-in", { sessionId, lang: "en-US" }],
      ["session:translate-into", { sessionId, targetLangs: ["es", "ca"] }],
      ["session:translate-drafts", { sessionId, isOn: true }],
      ["segment:correct", { ...line, text: "x" }],
      ["segment:correct", { ...line, text: "x", lang: "es" }],
      ["segment:split", { ...line, at: 1 }],
      ["segment:merge", { ...line, next: { seq: 2, expected: 0 } }],
    ];
    for (const [event, request] of asked)
      expect([event, await socket.ask(event, request)]).toEqual([event, lacking("account")]);

    const reader = await RawSocket.read(accounts, { link: link.token });
    expect(await reader.ask("link:read", { wanted: ["es"], since: 0 })).toMatchObject({ ok: true });
    expect(await socket.ask("session:join", { sessionId, since: 0 })).toMatchObject({ ok: true });
    expect(await socket.ask("stop", { sessionId })).toMatchObject({ ok: true });
    await before.readEnded(sessionId);
    expect(await socket.ask("session:delete", { sessionId })).toMatchObject({ ok: true });
    for (const one of [before, socket, reader]) one.close();
  });

  test("lets an anonymous person start once they have an account", async () => {
    const person = await signIn(accounts);
    const anonymous = await RawSocket.connect(accounts, person.token);
    expect(await anonymous.ask("session:start", WISH)).toEqual(lacking("account"));
    await keep(accounts, person, "anna@example.test", PASSWORD);
    const socket = await RawSocket.connect(accounts, person.token);
    expect(await socket.ask("session:start", WISH)).toMatchObject({ ok: true });
    for (const one of [anonymous, socket]) one.close();
  });
});

test("ACCESS=open lets an anonymous person start", async () => {
  const socket = await RawSocket.connect(open, (await signIn(open)).token);
  expect(await socket.ask("session:start", WISH)).toMatchObject({ ok: true });
  socket.close();
});

const idOf = (person: Person) => personId(fixture.stack.database, person);
const isBlocked = (userId: string, isBlocked = true) => ({ userId, isBlocked });

async function administrator(): Promise<RawSocket> {
  const person = await signIn(open);
  await fixture.stack.database.query("INSERT INTO administrator (user_id) VALUES ($1)", [await idOf(person)]);
  return RawSocket.connect(accounts, person.token);
}

/** Signs in with a new account and speaks: three chunks are acknowledged. */
async function speaker(email: string) {
  const person = await signIn(open);
  await keep(open, person, email, PASSWORD);
  const socket = await RawSocket.connect(open, person.token);
  const { sessionId, take } = await socket.speakInNew();
  for (const n of [1, 2, 3])
    expect(await socket.ask("chunk", { take, n, sound: chunkSaying(n) })).toMatchObject({ ok: true });
  return { person, userId: await idOf(person), socket, sessionId, take };
}

async function stateOf(sessionId: string): Promise<string | undefined> {
  const { rows } = await fixture.stack.database.query("SELECT state FROM session WHERE id = $1", [sessionId]);
  return rows[0]?.state;
}

describe("a block in mid-session", () => {
  test("keeps every acknowledged word, tells and closes all connections, ends sign-ins, and lasts until it is lifted", async () => {
    const admin = await administrator();
    const { person, userId, socket, sessionId } = await speaker("eva@example.test");
    const other = await RawSocket.connect(accounts, person.token);
    const link = await share(socket, sessionId);
    const reader = await RawSocket.read(open, { link: link.token });
    const told = [socket, other].map(
      (one) => new Promise((resolve) => one.socket.once("blocked", () => resolve(true))),
    );

    expect(await admin.ask("admin:block", isBlocked(userId))).toEqual({ ok: true });
    expect(await Promise.all(told)).toEqual([true, true]);
    for (const one of [socket, other]) await eventually("it is closed", () => one.socket.disconnected);
    await eventually("the session has ended", async () => (await stateOf(sessionId)) === "ended");
    const { rows } = await fixture.stack.database.query("SELECT text FROM segment WHERE session_id = $1", [sessionId]);
    expect(rows.map(({ text }) => text).join(" ")).toMatch(/w1 w2 w3/i);
    expect(await reader.ask("link:read", { wanted: ["es"], since: 0 })).toMatchObject({ ok: true });

    expect(await RawSocket.open(open, { token: person.token })).toBe("unauthenticated");
    const credentials = { email: "eva@example.test", password: PASSWORD };
    expect((await post(open, "auth/sign-in/email", credentials)).status).toBe(423);
    expect((await post(open, "auth/sign-in/email", { ...credentials, password: "another" })).status).toBe(401);
    // A sign-in that was created at the same moment does not count either.
    await fixture.stack.database.query(
      `INSERT INTO auth_session (id, token, expires_at, user_id, updated_at) VALUES ('late', $1, now() + interval '1 day', $2, now())`,
      [person.token.split(".")[0], userId],
    );
    expect(await RawSocket.open(open, { token: person.token })).toBe("unauthenticated");

    expect(await admin.ask("admin:block", isBlocked(userId, false))).toEqual({ ok: true });
    const token = await signInAs(open, credentials.email, PASSWORD);
    const again = await RawSocket.connect(open, token);
    expect(await again.ask("session:start", WISH)).toMatchObject({ ok: true });
    for (const one of [admin, reader, again]) one.close();
  });

  test("that is set in the store, as the command line does, reaches open connections and sessions too", async () => {
    const { userId, socket, sessionId } = await speaker("fred@example.test");
    await fixture.stack.database.query('UPDATE "user" SET blocked_at = now() WHERE id = $1', [userId]);
    await eventually("the session has ended", async () => (await stateOf(sessionId)) === "ended", 30_000);
    await eventually("the connection is closed", () => socket.socket.disconnected, 30_000);
  });
});

test("the audit log names each person who gained or lost the administrator role, and holds nothing if nothing changed", async () => {
  const userId = await idOf(await signIn(open));
  expect(await removeAdministrator(userId)).toBe(false);
  expect(await addAdministrator(userId)).toBe(true);
  expect(await removeAdministrator(userId)).toBe(true);
  expect(await addAdministrator("nobody")).toBe(false);
  const { rows } = await fixture.stack.database.query(
    "SELECT kind, user_id FROM audit_event WHERE kind LIKE 'role-%' ORDER BY at, id",
  );
  expect(rows).toEqual([
    { kind: "role-given", user_id: userId },
    { kind: "role-taken", user_id: userId },
  ]);
});

test("removing a person deletes their sessions and account, and tells their pages", async () => {
  const admin = await administrator();
  const { userId, socket, sessionId } = await speaker("gerda@example.test");
  const told = new Promise((resolve) => socket.socket.once("blocked", () => resolve(true)));
  expect(await admin.ask("admin:delete-person", { userId })).toEqual({ ok: true });
  expect(await told).toBe(true);
  expect(await stateOf(sessionId)).toBeUndefined();
  const { rows } = await fixture.stack.database.query('SELECT FROM "user" WHERE id = $1', [userId]);
  expect(rows).toEqual([]);
  expect((await post(open, "auth/sign-in/email", { email: "gerda@example.test", password: PASSWORD })).status).toBe(
    401,
  );
  admin.close();
});

test("only administrators block and remove people, and they cannot block or remove administrators", async () => {
  const admin = await administrator();
  const person = await signIn(open);
  const userId = await idOf(person);
  const socket = await RawSocket.connect(open, person.token);
  const notFound = { ok: false, refusal: { kind: "not-found" } };
  for (const [event, request] of [
    ["admin:block", isBlocked(userId)],
    ["admin:delete-person", { userId }],
  ] as const) {
    expect(await socket.ask(event, request)).toEqual(notFound);
    expect(await admin.ask(event, { ...request, userId: "no-such-person" })).toEqual(notFound);
  }
  await fixture.stack.database.query("INSERT INTO administrator (user_id) VALUES ($1)", [userId]);
  expect(await admin.ask("admin:block", isBlocked(userId))).toEqual({ ok: false, refusal: { kind: "administrator" } });
  expect(await admin.ask("admin:delete-person", { userId })).toEqual({ ok: false, refusal: { kind: "administrator" } });
  for (const one of [admin, socket]) one.close();
});

describe("ACCESS=invited", () => {
  const invite = async (uses: number, days = 7) => {
    const path = await inviteByLink({ note: "", uses, days }, null);
    return new URL(path, invited).searchParams.get("token") ?? "";
  };
  const accept = async (person: Person, token: string) =>
    (await post(invited, "account/invitation", { token }, person)).status;
  const mayStart = async (person: Person) => {
    const socket = await RawSocket.connect(invited, person.token);
    const { ok, refusal } = await socket.ask("session:start", WISH);
    socket.close();
    return ok || refusal;
  };
  const account = async (email: string) => {
    const person = await signIn(invited);
    expect(await keep(invited, person, email, PASSWORD)).toMatchObject({ ok: true });
    return person;
  };
  const needs = (lacking: string) => ({ kind: "not-admitted", lacking });

  test("lets an account start after an invitation, which has limited uses and moves from an anonymous person to the account", async () => {
    const [anna, bob] = [await account("a@example.test"), await account("b@example.test")];
    expect(await mayStart(anna)).toEqual(needs("invitation"));
    const token = await invite(1);
    expect(await Promise.all([accept(anna, token), accept(bob, token)])).toContain(200);
    const [first, second] = [await mayStart(anna), await mayStart(bob)];
    expect([first, second].filter((one) => one === true)).toHaveLength(1);
    expect([first, second]).toContainEqual(needs("invitation"));

    const anonymous = await signIn(invited);
    expect(await accept(anonymous, await invite(2))).toBe(200);
    expect(await mayStart(anonymous)).toEqual(needs("account"));
    await keep(invited, anonymous, "c@example.test", PASSWORD);
    expect(await mayStart(anonymous)).toBe(true);

    const known = await account("d@example.test");
    const elsewhere = await signIn(invited);
    expect(await accept(elsewhere, await invite(1))).toBe(200);
    elsewhere.token = await signInAs(invited, "d@example.test", PASSWORD, elsewhere);
    for (const one of [known, elsewhere]) expect(await mayStart(one)).toBe(true);
  });

  test("refuses expired, revoked and unknown invitations, and stores no token", async () => {
    const person = await account("e@example.test");
    const [ended, revoked] = [await invite(1, 0), await invite(1)];
    for (const { id } of await listInvitations()) await revokeInvitation(id, null);
    for (const token of [ended, revoked, "A".repeat(32)]) expect(await accept(person, token)).toBe(403);
    expect((await post(invited, "account/invitation", { token: "\0" }, person)).status).toBe(400);
    expect((await post(invited, "account/invitation", { token: ended })).status).toBe(401);
    expect(await mayStart(person)).toEqual(needs("invitation"));
    const { rows } = await fixture.stack.database.query("SELECT i::text AS row FROM invitation i");
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${ended}|${revoked}`));
  });

  test("lets an allowed address or domain start only once it is proved, and no similar address", async () => {
    await allowAddress("@allowed.example", null);
    await allowAddress("fay@other.example", null);
    const verify = (email: string) =>
      fixture.stack.database.query('UPDATE "user" SET email_verified = true WHERE email = $1', [email]);
    for (const email of ["gil@allowed.example", "fay@other.example"]) {
      const person = await account(email);
      expect(await mayStart(person)).toEqual(needs("invitation"));
      await verify(email);
      expect(await mayStart(person)).toBe(true);
    }
    for (const email of [
      "x@sub.allowed.example",
      "x@notallowed.example",
      "allowed.example@x.example",
      "x@other.example",
    ]) {
      const person = await account(email);
      await verify(email);
      expect([email, await mayStart(person)]).toEqual([email, needs("invitation")]);
    }
    await disallowAddress("@allowed.example");
    const token = await signInAs(invited, "gil@allowed.example", PASSWORD);
    expect(await mayStart({ token, cookie: "" })).toEqual(needs("invitation"));
  });

  test("lets administrators with an account start", async () => {
    const person = await account("h@example.test");
    await fixture.stack.database.query("INSERT INTO administrator (user_id) VALUES ($1)", [await idOf(person)]);
    expect(await mayStart(person)).toBe(true);
  });
});
