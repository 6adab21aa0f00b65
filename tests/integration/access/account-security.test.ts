import { expect, test } from "vitest";
import { eventually } from "#testing/eventually";
import { post } from "#testing/people/account";
import { CookieClient, totp } from "#testing/people/cookie-client";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 2, workers: 1, env: { ACCOUNT_TRIES_PER_HOUR: "6" } });
const { url } = fixture;
const PASSWORD = "correct horse battery";
const NEW_PASSWORD = "another good password";

let made = 0;
async function account() {
  made += 1;
  const email = `owner-${made}@example.test`;
  const browser = new CookieClient(url());
  await browser.post("auth/sign-in/anonymous", {});
  const kept = await browser.post("account/keep", { email, password: PASSWORD });
  expect(kept.body).toMatchObject({ ok: true });
  return { browser, email };
}
async function signedIn(email: string, password = PASSWORD, browser = new CookieClient(url())) {
  const answer = await browser.post("auth/sign-in/email", { email, password });
  return { browser, ...answer };
}
const who = (browser: CookieClient) => CookieClient.whoIs(url(), browser.signIn);
async function socketOf(browser: CookieClient, web = 0) {
  const opened = await RawSocket.open(url(web), { cookie: browser.signIn, origin: url(web) });
  if (typeof opened === "string") throw new Error(opened);
  return opened;
}
const closed = (socket: RawSocket) => eventually("the socket is closed", () => socket.socket.disconnected);

test("a change of password ends every other sign-in and its connections, and gives this browser a new token", async () => {
  const { browser, email } = await account();
  const other = (await signedIn(email)).browser;
  const planted = browser.signIn;
  const [here, there] = [await socketOf(browser), await socketOf(other, 1)];
  const wrong = await browser.post("account/password", { password: "a guess", newPassword: NEW_PASSWORD });
  expect(wrong).toMatchObject({ status: 403, body: { why: "wrong" } });
  const common = await browser.post("account/password", { password: PASSWORD, newPassword: "password123" });
  expect(common).toMatchObject({ body: { why: "common" } });
  expect(await browser.post("account/password", { password: PASSWORD, newPassword: NEW_PASSWORD })).toMatchObject({
    status: 200,
  });
  expect(browser.signIn).not.toBe(planted);
  expect(await CookieClient.whoIs(url(), planted)).toBeNull();
  expect(await who(other)).toBeNull();
  expect(await who(browser)).toMatchObject({ email });
  await closed(there);
  expect(here.socket.connected).toBe(true);
  here.close();
  expect((await signedIn(email)).status).toBe(401);
  expect((await signedIn(email, NEW_PASSWORD)).status).toBe(200);
});

test("a person ends their own sign-ins, one or all others at once, and no sign-in of another person", async () => {
  const { browser, email } = await account();
  const [second, third] = [(await signedIn(email)).browser, (await signedIn(email)).browser];
  const stranger = (await account()).browser;
  const { rows } = await fixture.stack.database.query(
    `SELECT s.id, s.ip_address FROM auth_session s JOIN "user" u ON u.id = s.user_id WHERE u.email = $1 ORDER BY s.created_at`,
    [email],
  );
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row.ip_address).toMatch(/^[\w-]{22}$/);
  const socket = await socketOf(second, 1);
  expect(await stranger.post("account/sign-ins", { which: rows[1].id })).toMatchObject({ status: 403 });
  expect(await who(second)).not.toBeNull();
  const named = (by: CookieClient, name: string) =>
    by.post("account/name-device", { what: "sign-in", id: rows[0].id, name }).then(({ status }) => status);
  const rowNow = async () =>
    (await fixture.stack.database.query("SELECT name, updated_at FROM auth_session WHERE id = $1", [rows[0].id]))
      .rows[0];
  const nameNow = async () => (await rowNow()).name;
  const { updated_at: visited } = await rowNow();
  expect([
    await named(second, " Hall 2 "),
    await named(stranger, "mine"),
    await named(new CookieClient(url()), "x"),
  ]).toEqual([200, 403, 401]);
  expect([await named(second, "a\nb"), await nameNow()]).toEqual([400, "Hall 2"]);
  expect([await named(second, ""), await nameNow()]).toEqual([200, null]);
  // Another name is no visit: it does not put off the idle end.
  expect((await rowNow()).updated_at).toEqual(visited);
  expect(await browser.post("account/sign-ins", { which: rows[1].id })).toMatchObject({ status: 200 });
  await closed(socket);
  expect(await who(second)).toBeNull();
  expect(await browser.post("account/sign-ins", { which: "others" })).toMatchObject({ status: 200 });
  expect([await who(third), (await who(browser))?.email]).toEqual([null, email]);
});

test("a change of address needs the password and a free address; then only the new address signs in", async () => {
  const [{ browser, email }, other] = [await account(), await account()];
  const next = `moved-${email}`;
  expect(await browser.post("account/email", { password: "a guess", email: next })).toMatchObject({ status: 403 });
  expect(await browser.post("account/email", { password: PASSWORD, email: other.email })).toMatchObject({
    status: 409,
  });
  expect(await browser.post("account/email", { password: PASSWORD, email: next })).toMatchObject({ status: 200 });
  expect((await signedIn(email)).status).toBe(401);
  expect((await signedIn(next)).status).toBe(200);
});

test("an account of Google alone sets its first password soon after a sign-in, then can change its address", async () => {
  const { browser, email } = await account();
  const { database } = fixture.stack;
  const mine = `user_id = (SELECT id FROM "user" WHERE email = $1)`;
  const change = (what: string) => database.query(`UPDATE ${what} WHERE ${mine}`, [email]);
  await change("account SET provider_id = 'google', account_id = id, password = NULL");
  const setPassword = (password: string, newPassword = NEW_PASSWORD) =>
    browser.post("account/password", { password, newPassword });
  const next = `moved-${email}`;
  expect(await browser.post("account/email", { password: "", email: next })).toMatchObject({ status: 400 });
  await change("auth_session SET created_at = now() - interval '11 minutes'");
  expect(await setPassword("")).toMatchObject({ status: 403, body: { why: "sign-in-again" } });
  await change("auth_session SET created_at = now()");
  expect(await setPassword("", "password123")).toMatchObject({ body: { why: "common" } });
  expect(await setPassword("")).toMatchObject({ status: 200 });
  expect(await who(browser)).toMatchObject({ email });
  expect(await setPassword("")).toMatchObject({ status: 403, body: { why: "wrong" } });
  const { rows } = await database.query(`SELECT provider_id FROM account WHERE ${mine} ORDER BY 1`, [email]);
  expect(rows).toEqual([{ provider_id: "credential" }, { provider_id: "google" }]);
  expect(await browser.post("account/email", { password: NEW_PASSWORD, email: next })).toMatchObject({ status: 200 });
  expect((await signedIn(next, NEW_PASSWORD)).status).toBe(200);
});

test("with the second step on, a sign-in needs a code, which also brings the anonymous sessions; an emergency code works once", async () => {
  const { browser, email } = await account();
  expect((await browser.post("auth/two-factor/enable", { password: "a guess" })).status).toBe(400);
  const { body } = await browser.post("auth/two-factor/enable", { password: PASSWORD });
  const uri = String(body.totpURI);
  const before = browser.signIn;
  expect((await browser.post("auth/two-factor/verify-totp", { code: totp(uri) })).status).toBe(200);
  expect(await CookieClient.whoIs(url(), before)).toBeNull();
  expect(await who(browser)).toMatchObject({ email });

  const guest = new CookieClient(url());
  await guest.post("auth/sign-in/anonymous", {});
  const speaking = await socketOf(guest);
  const { sessionId } = await speaking.speakInNew();
  const anonymous = guest.signIn;
  const first = await signedIn(email, PASSWORD, guest);
  expect(first.body).toMatchObject({ twoFactorRedirect: true });
  expect(guest.signIn).toBe(anonymous);
  const step = "auth/two-factor/verify-totp?step=sign-in";
  expect((await guest.post(step, { code: "000000" })).status).toBe(401);
  expect((await guest.post(step, { code: totp(uri) })).status).toBe(200);
  expect(await who(guest)).toMatchObject({ email });
  expect(await CookieClient.whoIs(url(), anonymous)).toBeNull();
  const owner = await socketOf(guest);
  expect(await owner.ask("session:join", { sessionId, since: 0 })).toMatchObject({ ok: true });
  for (const one of [owner, speaking]) one.close();

  await eventually("the wrong code is in the owner's audit log", async () => {
    const { rows } = await fixture.stack.database.query(
      `SELECT 1 FROM audit_event e JOIN "user" u ON u.id = e.user_id WHERE u.email = $1 AND e.detail = 'code' AND e.kind = 'sign-in-failed'`,
      [email],
    );
    return rows.length === 1;
  });

  // Each emergency code works once.
  const [code] = body.backupCodes as string[];
  const backup = "auth/two-factor/verify-backup-code?step=sign-in";
  const [one, two] = [(await signedIn(email)).browser, (await signedIn(email)).browser];
  expect((await one.post(backup, { code })).status).toBe(200);
  expect((await two.post(backup, { code })).status).not.toBe(200);
  const { rows } = await fixture.stack.database.query("SELECT string_agg(t::text, ' ') AS all FROM two_factor t");
  expect(rows[0].all).not.toContain(code);
});

test("failures on other devices are limited and never refuse a device that has signed in before; its own failures are limited too", async () => {
  const { browser, email } = await account();
  const home = (await signedIn(email)).browser;
  home.forgetSignIn();
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await signedIn(email, `guess ${n}`)).status);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(6);
  expect(statuses.at(-1)).toBe(429);
  const all = await fixture.stack.redis.keys("interline:limit:account:*");
  for (const key of all) await fixture.stack.redis.incrby(key, 1_000);
  expect((await signedIn(email)).status).toBe(429);
  expect((await signedIn(email, PASSWORD, home)).status).toBe(200);
  // Its own guesses are limited as well, and its proof does not count for another account.
  home.forgetSignIn();
  const own: number[] = [];
  for (let n = 0; n < 8; n += 1) own.push((await signedIn(email, `guess ${n}`, home)).status);
  expect(own.at(-1)).toBe(429);
  const another = (await account()).email;
  const tried: number[] = [];
  for (let n = 0; n < 8; n += 1) tried.push((await signedIn(another, `guess ${n}`, home)).status);
  expect(tried.at(-1)).toBe(429);
  expect(await who(browser)).toMatchObject({ email });
});

test("common passwords are refused when an account is created", async () => {
  const guest = new CookieClient(url());
  await guest.post("auth/sign-in/anonymous", {});
  for (const password of ["password1", "Football1", "Interline-2026", "aaaaaaaaaaaa", "common-1@example.test"]) {
    const answer = await guest.post("account/keep", { email: "common-1@example.test", password });
    expect(answer.body).toEqual({ ok: false, why: "common" });
    await fixture.stack.redis.del(...(await fixture.stack.redis.keys("interline:limit:account*")));
  }
});

test("an anonymous person can sign out, and the cookie is invalid afterwards", async () => {
  const guest = new CookieClient(url());
  await guest.post("auth/sign-in/anonymous", {});
  const cookie = guest.signIn;
  expect((await guest.post("auth/sign-out", {})).status).toBe(200);
  expect(await CookieClient.whoIs(url(), cookie)).toBeNull();
  expect((await post(url(), "account/password", { password: "x", newPassword: NEW_PASSWORD })).status).toBe(401);
});

test("the audit log names person and kind of each event, holds no secret or address, expires, and is deleted with its person", async () => {
  const { browser, email } = await account();
  await signedIn(email, "a guess");
  const socket = await socketOf((await signedIn(email)).browser);
  const { sessionId } = await socket.speakInNew();
  const { id: linkId, token } = await share(socket, sessionId, { password: "sal y agua" });
  const reader = await RawSocket.read(url(), { link: token });
  await reader.ask("link:unlock", { password: "wrong" });
  await reader.ask("link:unlock", { password: "sal y agua" });
  await fetch(`${url()}/api/sessions/${sessionId}/export?format=json`, { headers: { cookie: browser.signIn } });
  // Requests that change nothing are no events.
  for (const event of ["link:restore", "link:revoke", "link:revoke", "link:restore", "link:restore"] as const)
    expect(await socket.ask(event, { linkId })).toEqual({ ok: true });
  await socket.ask("session:delete", { sessionId });
  const stored = () =>
    fixture.stack.database
      .query(`SELECT e.*, e::text AS all FROM audit_event e JOIN "user" u ON u.id = e.user_id WHERE u.email = $1`, [
        email,
      ])
      .then(({ rows }) => rows as { kind: string; address_hash: string; all: string }[]);
  const kinds = [
    "account-made",
    "export",
    "link-made",
    "link-restored",
    "link-revoked",
    "session-deleted",
    "sign-in",
    "sign-in-failed",
    "unlock",
    "unlock-failed",
  ];
  await eventually("every kind is stored", async () => {
    const seen = new Set((await stored()).map(({ kind }) => kind));
    return kinds.every((kind) => seen.has(kind));
  });
  const changes = (await stored()).filter(({ kind }) => ["link-restored", "link-revoked"].includes(kind));
  expect(changes).toHaveLength(2);
  for (const row of await stored()) {
    expect(row.address_hash).toMatch(/^[\w-]{22}$/);
    for (const secret of [email, PASSWORD, "sal y agua", "a guess", token, "127.0.0.1"])
      expect(row.all).not.toContain(secret);
  }
  await fixture.stack.database.query("UPDATE audit_event SET at = now() - interval '91 days' WHERE kind = 'export'");
  await eventually("events past AUDIT_DAYS are deleted", async () =>
    (await stored()).every(({ kind }) => kind !== "export"),
  );
  reader.close();
  await socket.ask("person:delete-own", { what: "everything", password: PASSWORD });
  await eventually("the events of the deleted person are gone", async () => (await stored()).length === 0);
});
