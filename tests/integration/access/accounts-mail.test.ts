import { afterAll, expect, test } from "vitest";
import { eventually } from "#testing/eventually";
import { startMailServer } from "#testing/network/mail-server";
import { keep, post, signInAs } from "#testing/people/account";
import { signIn } from "#testing/people/person";
import { RawSocket } from "#testing/stack/raw-socket";
import { stackFixture } from "#testing/stack/stack-fixture";

const mail = await startMailServer();
afterAll(() => mail.close());
const fixture = stackFixture({
  web: 1,
  workers: 0,
  env: {
    SMTP_URL: mail.url,
    MAIL_FROM: "Interline <interline@example.test>",
    PUBLIC_URL: "http://interline.example.test",
    GOOGLE_OAUTH_CLIENT_ID: "client",
    GOOGLE_OAUTH_CLIENT_SECRET: "secret",
  },
});
const { url } = fixture;
const PASSWORD = "correct horse battery";

/** The link in the newest letter to an address. */
async function link(to: string, before = 0): Promise<URL> {
  const letter = await eventually("the letter is there", () => mail.received.filter((l) => l.to === to)[before]);
  return new URL(/http:\S+/.exec(letter.text)?.[0] ?? "");
}

async function account(email: string) {
  const person = await signIn(url());
  expect(await keep(url(), person, email, PASSWORD)).toEqual({ ok: true, code: null, mailed: true });
  const token = (await link(email)).searchParams.get("token");
  const confirmed = await post(url(), "account/confirm", { token, password: PASSWORD });
  expect(confirmed.body).toEqual({ ok: true, code: null, mailed: false });
  if (!confirmed.token) throw new Error("the confirmation did not sign in");
  return { ...person, token: confirmed.token, before: person.token };
}

async function row(email: string) {
  const { rows } = await fixture.stack.database.query(`SELECT * FROM "user" WHERE email = $1`, [email]);
  return rows[0];
}

test("an address counts only after its letter is opened and the password is entered", async () => {
  const email = "anna@example.test";
  const person = await signIn(url());
  await keep(url(), person, email, PASSWORD);
  const opened = await link(email);
  expect(opened.origin + opened.pathname).toBe("http://interline.example.test/account/confirm");
  const token = opened.searchParams.get("token");
  expect(await row(email)).toBeUndefined();
  await expect(signInAs(url(), email, PASSWORD)).rejects.toThrow("401");
  for (const wrong of [
    { token, password: "of the reader of the letter" },
    { token: `${token}x`, password: PASSWORD },
  ])
    expect((await post(url(), "account/confirm", wrong)).body).toEqual({ ok: false, why: "wrong" });
  await post(url(), "account/confirm", { token, password: PASSWORD });
  expect(await row(email)).toMatchObject({ email_verified: true, is_anonymous: false });
  await signInAs(url(), email, PASSWORD);
  expect((await post(url(), "account/confirm", { token, password: PASSWORD })).body).toMatchObject({ ok: false });
});

test("only a letter to the address says that it is taken; the answers do not", async () => {
  await account("ben@example.test");
  const stranger = await signIn(url());
  expect(await keep(url(), stranger, "ben@example.test", PASSWORD)).toEqual({ ok: true, code: null, mailed: true });
  expect((await link("ben@example.test", 1)).pathname).toBe("/account/sign-in");
  const known = await post(url(), "auth/request-password-reset", { email: "ben@example.test" });
  expect(known.status).toBe(200);
  expect(await post(url(), "auth/request-password-reset", { email: "no@example.test" })).toEqual(known);
});

test("a letter sets a new password once, and ends every sign-in and its sockets", async () => {
  const email = "chi@example.test";
  const person = await account(email);
  expect(await RawSocket.open(url(), { token: person.before })).toBe("unauthenticated");
  const socket = await RawSocket.connect(url(), person.token);
  await post(url(), "auth/request-password-reset", { email });
  const token = (await link(email, 1)).searchParams.get("token");
  const newPassword = "another good password";
  expect((await post(url(), "auth/reset-password", { token, newPassword })).status).toBe(200);
  await eventually("its socket is closed", () => socket.socket.disconnected);
  await expect(signInAs(url(), email, PASSWORD)).rejects.toThrow("401");
  await signInAs(url(), email, newPassword);
  expect((await post(url(), "auth/reset-password", { token, newPassword: PASSWORD })).status).toBe(400);
});

test("letters to one mailbox are limited; notices to its owner and letters that the owner's device requests still arrive", async () => {
  const email = "victim@example.test";
  await account(email);
  for (let n = 0; n < 8; n += 1) {
    const asked = n % 2 === 0 ? email : `victim+${n}@example.test`;
    expect(await keep(url(), await signIn(url()), asked, PASSWORD)).toMatchObject({ ok: true });
  }
  await post(url(), "auth/request-password-reset", { email });
  const { headers: said } = await fetch(`${url()}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const received = () => mail.received.filter(({ to }) => to.startsWith("victim")).map(({ text }) => text);
  const isNotice = (text: string) => text.includes("/account/security");
  await eventually("the notice of the sign-in is there", () => received().some(isNotice));
  // One network address gets three of the four letters.
  const asked = () => received().filter((text) => !isNotice(text));
  expect(asked()).toHaveLength(3);
  const cookie =
    said
      .getSetCookie()
      .find((one) => one.includes("known_device"))
      ?.split(";")[0] ?? "";
  await fetch(`${url()}/api/auth/request-password-reset`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ email }),
  });
  await eventually("a device of the owner gets its letter", () => asked().length === 4);
});

test("a letter tells the owner that a passkey was removed; without https no passkey can be added", async () => {
  const email = "gina@example.test";
  const { token } = await account(email);
  const { id } = await row(email);
  await fixture.stack.database.query(
    `INSERT INTO passkey (id, public_key, user_id, credential_id, counter, device_type, backed_up) VALUES ('p', '', $1, 'p', 0, '', false)`,
    [id],
  );
  const before = mail.received.filter(({ to }) => to === email).length;
  const removed = await post(url(), "account/remove-passkey", { id: "p", password: PASSWORD }, { token });
  expect(removed.body).toMatchObject({ ok: true });
  expect((await link(email, before)).pathname).toBe("/account/security");
  const none = await post(url(), "account/passkey-options", { password: PASSWORD }, { token });
  expect(none.body).toEqual({ ok: false, why: "invalid" });
});

test("the store does not hold the token of a letter", async () => {
  const person = await signIn(url());
  await keep(url(), person, "dan@example.test", PASSWORD);
  const token = (await link("dan@example.test")).searchParams.get("token") ?? "";
  const { rows } = await fixture.stack.database.query("SELECT string_agg(v::text, ' ') AS all FROM verification v");
  expect(rows[0].all).toContain("dan@example.test");
  expect(rows[0].all).not.toContain(token);
});

test("Google's sign-in starts at Google, with PKCE and the callback address of PUBLIC_URL", async () => {
  const { body } = await post(url(), "auth/sign-in/social", { provider: "google", callbackURL: "/account" });
  const asked = new URL((body as { url: string }).url);
  expect(asked.origin).toBe("https://accounts.google.com");
  expect(asked.searchParams.get("redirect_uri")).toBe("http://interline.example.test/api/auth/callback/google");
  expect(asked.searchParams.get("code_challenge_method")).toBe("S256");
});
