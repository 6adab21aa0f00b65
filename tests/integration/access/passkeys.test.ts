import { expect, test } from "vitest";
import { MOST_PASSKEYS } from "#protocol/account";
import { eventually } from "#testing/eventually";
import { Authenticator } from "#testing/people/authenticator";
import { CookieClient } from "#testing/people/cookie-client";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const fixture = stackFixture({ web: 1, workers: 1, env: { ACCOUNT_TRIES_PER_HOUR: "40" } });
const { url } = fixture;
const PASSWORD = "correct horse battery";
const DOMAIN = "localhost";

let made = 0;
async function account() {
  made += 1;
  const email = `owner-${made}@example.test`;
  const browser = new CookieClient(url());
  await browser.post("auth/sign-in/anonymous", {});
  expect(await browser.post("account/keep", { email, password: PASSWORD })).toMatchObject({ body: { ok: true } });
  return { browser, email };
}
async function options(browser: CookieClient): Promise<{ challenge: string }> {
  const { status, body } = await browser.post("account/passkey-options", { password: PASSWORD });
  expect(status).toBe(200);
  return body.options as { challenge: string };
}
async function add(browser: CookieClient, device = new Authenticator(DOMAIN)) {
  const response = device.create(await options(browser), { origin: url() });
  expect(await browser.post("account/add-passkey", { name: "Phone", response })).toMatchObject({ status: 200 });
  return device;
}
async function challenge(browser: CookieClient) {
  return (await browser.get("auth/passkey/generate-authenticate-options")).body as { challenge: string };
}
const verify = (browser: CookieClient, response: object) =>
  browser.post("auth/passkey/verify-authentication", { response });
const rows = async (email: string, what: string) =>
  (await fixture.stack.database.query(`${what} JOIN "user" u ON u.id = user_id WHERE u.email = $1`, [email])).rows;

test("a passkey signs in once per challenge, brings the anonymous sessions, and is in the audit log and the person's data", async () => {
  const { browser, email } = await account();
  const device = await add(browser);
  expect(await browser.post("account/add-passkey", { name: "Again", response: {} })).toMatchObject({ status: 403 });

  const guest = new CookieClient(url());
  await guest.post("auth/sign-in/anonymous", {});
  const speaking = await RawSocket.open(url(), { cookie: guest.signIn, origin: url() });
  if (typeof speaking === "string") throw new Error(speaking);
  const { sessionId } = await speaking.speakInNew();
  const response = device.get(await challenge(guest), { origin: url() });
  const answer = await verify(guest, response);
  expect(answer).toMatchObject({ status: 200, body: { user: { email } } });
  expect(JSON.stringify(answer.body)).not.toContain(guest.signIn.split("=")[1]?.split(".")[0]);
  expect(await CookieClient.whoIs(url(), guest.signIn)).toMatchObject({ email });
  expect((await verify(new CookieClient(url()), response)).status).toBe(400);
  const data = await fetch(`${url()}/account/data`, { headers: { cookie: guest.signIn } }).then((r) => r.json());
  expect(data.person.passkeys).toEqual([
    { id: expect.any(String), name: "Phone", createdAt: expect.any(String), lastUsedAt: expect.any(String) },
  ]);
  expect(data.sessions.map(({ id }: { id: string }) => id)).toContain(sessionId);
  await eventually("both events are in the log", async () => {
    const events = await rows(email, "SELECT kind, detail FROM audit_event");
    const said = events.map(({ kind, detail }) => `${kind} ${detail}`.trim());
    return ["passkey-added", "sign-in passkey"].every((one) => said.includes(one));
  });
  speaking.close();
});

test("a passkey is refused without a check of the person, and from another page, domain or key", async () => {
  const { browser, email } = await account();
  const device = await add(browser);
  const guest = new CookieClient(url());
  const refused = async (response: object) => {
    expect((await verify(guest, response)).status).toBeGreaterThanOrEqual(400);
    expect(guest.signIn).toBe("");
  };
  await refused(device.get(await challenge(guest), { origin: url(), isChecked: false }));
  await refused(device.get(await challenge(guest), { origin: "https://elsewhere.example" }));
  await refused(device.get({ challenge: "made-up" }, { origin: url() }));
  await challenge(guest);
  await refused(device.get({ challenge: "made-up" }, { origin: url() }));
  await refused(new Authenticator(DOMAIN).get(await challenge(guest), { origin: url() }));
  const forged = new Authenticator(DOMAIN).get(await challenge(guest), { origin: url() });
  await refused({ ...forged, id: device.id, rawId: device.id });
  expect((await guest.post("auth/passkey/verify-authentication", { response: { id: "\u0000" } })).status).toBe(400);
  // One of the five answers had no valid challenge: that is an expired page, not a failed sign-in.
  await eventually("failures are in the owner's log", async () => {
    const events = await rows(email, "SELECT kind FROM audit_event");
    return events.filter(({ kind }) => kind === "sign-in-failed").length === 4;
  });
  for (const [domain, isChecked] of [["elsewhere.example", true] as const, [DOMAIN, false] as const]) {
    const response = new Authenticator(domain).create(await options(browser), { origin: url(), isChecked });
    expect(await browser.post("account/add-passkey", { name: "x", response })).toMatchObject({ status: 403 });
  }
  expect(await rows(email, "SELECT 1 FROM passkey")).toHaveLength(1);
});

test("adding and removing a passkey needs the password and reaches own passkeys only; a person has at most 20", async () => {
  const [{ browser, email }, other] = [await account(), await account()];
  await add(browser);
  const [{ id }] = await rows(email, "SELECT passkey.id FROM passkey");
  for (const [path, more] of [
    ["passkey-options", {}],
    ["remove-passkey", { id }],
  ] as const) {
    const guess = await browser.post(`account/${path}`, { ...more, password: "a guess" });
    expect(guess).toMatchObject({ status: 403, body: { why: "wrong" } });
    expect((await new CookieClient(url()).post(`account/${path}`, { ...more, password: PASSWORD })).status).toBe(401);
  }
  expect((await other.browser.post("account/remove-passkey", { id, password: PASSWORD })).status).toBe(403);
  // The challenge of another person does not count.
  const asked = await options(other.browser);
  const response = new Authenticator(DOMAIN).create(asked, { origin: url() });
  expect((await browser.post("account/add-passkey", { name: "x", response })).status).toBe(403);
  const copies = `INSERT INTO passkey (id, name, public_key, user_id, credential_id, counter, device_type, backed_up)
    SELECT n::text, name, public_key, user_id, n::text, 0, device_type, backed_up FROM passkey, generate_series(2, $1) n WHERE id = $2`;
  await fixture.stack.database.query(copies, [MOST_PASSKEYS, id]);
  const full = await browser.post("account/passkey-options", { password: PASSWORD });
  expect(full.body).toEqual({ ok: false, why: "too-many-passkeys" });
  expect((await browser.post("account/remove-passkey", { id, password: PASSWORD })).status).toBe(200);
  expect((await browser.post("account/passkey-options", { password: PASSWORD })).status).toBe(200);

  const owner = await RawSocket.open(url(), { cookie: browser.signIn, origin: url() });
  if (typeof owner === "string") throw new Error(owner);
  await owner.ask("person:delete-own", { what: "everything", password: PASSWORD });
  await eventually("its passkeys are gone", async () => {
    const { rows: left } = await fixture.stack.database.query("SELECT 1 FROM passkey WHERE id = '2'");
    return left.length === 0;
  });
});
