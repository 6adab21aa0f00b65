import { describe, expect, test } from "vitest";
import { eventually } from "#testing/eventually";
import { keep, post, type Reply, signInAs } from "#testing/people/account";
import { signIn } from "#testing/people/person";
import { chunkSaying } from "#testing/scripted/sound";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 2, workers: 1, env: { ACCOUNT_TRIES_PER_HOUR: "6" } });
const { url } = fixture;
const PASSWORD = "correct horse battery";

let people = 0;
/** Creates a person with an account. */
async function account() {
  people += 1;
  const email = `person-${people}@example.test`;
  const person = await signIn(url());
  const answer = await keep(url(), person, email, PASSWORD);
  if (!answer.ok || !answer.code) throw new Error("the account was not created");
  return { ...person, email, code: answer.code };
}

async function users(): Promise<number> {
  return (await fixture.stack.database.query(`SELECT 1 FROM "user"`)).rowCount ?? 0;
}

const closed = (socket: RawSocket) => eventually("the socket is closed", () => socket.socket.disconnected);

describe("an anonymous person who keeps their sessions", () => {
  test("speaks on without interruption, and finds the session after a sign-in elsewhere", async () => {
    const person = await signIn(url());
    const socket = await RawSocket.connect(url(1), person.token);
    const { sessionId, take } = await socket.speakInNew();
    await socket.ask("chunk", { take, n: 1, sound: chunkSaying(1) });
    expect(await keep(url(), person, "Anna@Example.test ", PASSWORD)).toMatchObject({ ok: true, mailed: false });
    expect(await socket.ask("chunk", { take, n: 2, sound: chunkSaying(2) })).toMatchObject({ ok: true });
    expect(await socket.ask("speak", { sessionId, take })).toMatchObject({ ok: true, expected: 3 });

    const elsewhere = await RawSocket.connect(url(), await signInAs(url(), "anna@example.test", PASSWORD));
    expect(await elsewhere.ask("session:join", { sessionId, since: 0 })).toMatchObject({ ok: true });
    expect(socket.socket.connected).toBe(true);
    for (const one of [socket, elsewhere]) one.close();
  });

  test("must be anonymous, and needs a free address and a password that is long enough", async () => {
    const has = await account();
    const other = await signIn(url());
    expect(await keep(url(), other, has.email, PASSWORD)).toEqual({ ok: false, why: "taken" });
    expect(await keep(url(), other, "ben@example.test", "short")).toEqual({ ok: false, why: "invalid" });
    expect(await keep(url(), has, "again@example.test", PASSWORD)).toEqual({ ok: false, why: "unauthenticated" });
    const unauthenticated = await post(url(), "account/keep", { email: "x@example.test", password: PASSWORD });
    expect(unauthenticated.body).toEqual({ ok: false, why: "unauthenticated" });
    const direct = await post(url(), "auth/sign-up/email", { email: "y@example.test", password: PASSWORD, name: "y" });
    expect(direct.status).toBe(404);
  });
});

test("a sign-in moves the anonymous sessions to the account, and open pages continue as the account at every gateway", async () => {
  const has = await account();
  const person = await signIn(url());
  const sockets = [
    await RawSocket.connect(url(0), person.token),
    await RawSocket.connect(url(1), person.token),
  ] as const;
  const { sessionId, take } = await sockets[1].speakInNew();
  const before = await users();
  const token = await signInAs(url(), has.email, PASSWORD, person);

  expect(await users()).toBe(before - 1);
  await eventually("both gateways know", async () =>
    (await Promise.all(sockets.map((one) => one.ask("session:join", { sessionId, since: 0 })))).every(({ ok }) => ok),
  );
  expect(await sockets[1].ask("chunk", { take, n: 1, sound: chunkSaying(1) })).toMatchObject({ ok: true });
  expect(await sockets[1].ask("stop", { sessionId, after: { take, n: 2 } })).toMatchObject({ ok: true });
  // They continue with the new sign-in: signing out of it closes them.
  await post(url(), "auth/sign-out", {}, { token });
  for (const socket of sockets) await closed(socket);
  const { rows } = await fixture.stack.database.query(
    `SELECT u.email FROM session s JOIN "user" u ON u.id = s.owner_id WHERE s.id = $1`,
    [sessionId],
  );
  expect(rows).toEqual([{ email: has.email }]);
});

test("signing out closes the sockets of that sign-in at every gateway, and no others", async () => {
  const has = await account();
  const token = await signInAs(url(), has.email, PASSWORD);
  const ending = [await RawSocket.connect(url(0), token), await RawSocket.connect(url(1), token)];
  const staying = await RawSocket.connect(url(1), has.token);
  expect((await post(url(), "auth/sign-out", {}, { token })).status).toBe(200);
  for (const socket of ending) await closed(socket);
  expect(await staying.ask("session:start", {})).toMatchObject({ refusal: { kind: "invalid" } });
  staying.close();
});

test("the sockets of a sign-in that is deleted in the store are closed, though no gateway was told", async () => {
  const { token } = await signIn(url());
  const socket = await RawSocket.connect(url(), token);
  await fixture.stack.database.query("DELETE FROM auth_session WHERE token = $1", [token.split(".")[0]]);
  await closed(socket);
});

describe("a token that another person may know", () => {
  const reads = (token: string) => RawSocket.open(url(), { token });

  test("is invalid once the anonymous person has an account, also on an open connection", async () => {
    const person = await signIn(url());
    const planted = person.token;
    const held = await RawSocket.connect(url(1), planted);
    await keep(url(), person, "fixed@example.test", PASSWORD);
    expect(person.token).not.toBe(planted);
    expect(await reads(planted)).toBe("unauthenticated");
    const data = await fetch(`${url()}/api/auth/get-session`, { headers: { authorization: `Bearer ${planted}` } });
    expect(await data.json()).toBeNull();
    const owner = await RawSocket.connect(url(), person.token);
    const { sessionId } = await owner.speakInNew();
    expect(await held.ask("session:join", { sessionId, since: 0 })).toMatchObject({ refusal: { kind: "not-found" } });
    expect(await held.ask("session:start", { sourceLang: "en-US", targetLangs: ["es"] })).toMatchObject({ ok: false });
    for (const one of [held, owner]) one.close();
  });

  test("reads nothing of the account that its browser signs in to, also on an open connection", async () => {
    const has = await account();
    const owner = await RawSocket.connect(url(), has.token);
    const { sessionId } = await owner.speakInNew();
    const person = await signIn(url());
    const held = await RawSocket.connect(url(1), person.token);
    await signInAs(url(), has.email, PASSWORD, person);
    expect(await reads(person.token)).toBe("unauthenticated");
    expect(await held.ask("session:join", { sessionId, since: 0 })).toMatchObject({ refusal: { kind: "not-found" } });
    for (const one of [held, owner]) one.close();
  });

  test("is in no answer that a page's scripts can read", async () => {
    const { email } = await account();
    const headers = { "content-type": "application/json", origin: url() };
    const body = JSON.stringify({ email, password: PASSWORD });
    const signedIn = await fetch(`${url()}/api/auth/sign-in/email`, { method: "POST", headers, body });
    const [cookie = ""] = signedIn.headers.getSetCookie().map((header) => header.split(";", 1)[0] ?? "");
    const token = decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0] ?? "";
    expect(token.length).toBeGreaterThan(20);
    const seen = [signedIn, await fetch(`${url()}/api/auth/get-session`, { headers: { cookie } })];
    for (const answer of seen) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get("set-auth-token")).toBeNull();
      expect(await answer.text()).not.toContain(token);
    }
  });

  test("ends after its absolute and its idle limit, even if its stored expiry is later", async () => {
    for (const column of ["created_at", "updated_at"]) {
      const { token } = await account();
      const days = column === "created_at" ? 91 : 31;
      await fixture.stack.database.query(
        `UPDATE auth_session SET ${column} = now() - make_interval(days => $1), expires_at = now() + interval '1 year'
         WHERE token = $2`,
        [days, token.split(".")[0]],
      );
      expect(await reads(token)).toBe("unauthenticated");
    }
  });
});

describe("a forgotten password", () => {
  test("is replaced once by the recovery code, which ends every sign-in and returns the next code", async () => {
    const { email, code, token } = await account();
    const socket = await RawSocket.connect(url(1), token);
    const newPassword = "another good password";
    const typed = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o");
    const answer = (await post(url(), "account/recover", { email, code: typed, newPassword })).body;
    expect(answer).toMatchObject({ ok: true, code: expect.stringMatching(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/) });
    await closed(socket);
    await expect(signInAs(url(), email, PASSWORD)).rejects.toThrow("401");
    await signInAs(url(), email, newPassword);
    const again = await post(url(), "account/recover", { email, code, newPassword });
    expect(again).toMatchObject({ status: 403, body: { why: "wrong" } });
  });

  test("is not stored in plain text, nor is the recovery code", async () => {
    const { code } = await account();
    const { rows } = await fixture.stack.database.query(
      `SELECT string_agg(r::text, ' ') || (SELECT string_agg(a::text, ' ') FROM account a) AS all FROM recovery_code r`,
    );
    expect(rows[0].all).not.toContain(code);
    expect(rows[0].all).not.toContain(PASSWORD);
  });
});

test("tries are limited, and answered alike for known and unknown addresses", async () => {
  const { email } = await account();
  const { redis } = fixture.stack;
  for (const [path, more] of [
    ["auth/sign-in/email", { password: "wrong password" }],
    ["account/recover", { code: "AAAAA-AAAAA", newPassword: PASSWORD }],
  ] as const) {
    // Creating the account counted as a try.
    await redis.del(...(await redis.keys("interline:limit:account*")));
    const tries = async (tried: string) => {
      const replies: (Omit<Reply, "retryAfter"> & { waits: boolean })[] = [];
      for (let i = 0; i < 8; i += 1) {
        const { retryAfter, ...reply } = await post(url(), path, { email: tried, ...more });
        replies.push({ ...reply, waits: Number(retryAfter) > 0 });
      }
      return replies;
    };
    const known = await tries(email);
    expect(known).toEqual(await tries("nobody@example.test"));
    const refused = [...Array(6).fill(false), true, true];
    expect(known.map(({ status }) => status === 429)).toEqual(refused);
    expect(known.map(({ waits }) => waits)).toEqual(refused);
  }
});
