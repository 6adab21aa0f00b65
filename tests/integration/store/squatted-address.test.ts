import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { limits, openLimits } from "#access/limits";
import { onPeopleChange } from "#access/people-changes";
import { answerAuth } from "#access/sign-in/answer-auth";
import { openAuth } from "#access/sign-in/auth";
import { readWebEnv } from "#platform/env";
import { createLog } from "#platform/log";
import { ChangeEmailRequest, CreateAccountRequest } from "#protocol/account";
import { Budget } from "#redis/budget";
import { connectRedis } from "#redis/connection";
import { database, openDatabase } from "#store/database";
import { adoptAccount, freeUnverifiedAddress, upgradeAnonymous } from "#store/people/accounts";
import { blockPerson } from "#store/people/administered-people";
import { readProfile } from "#store/people/profiles";
import { setEmail } from "#store/people/sign-ins";
import { temporaryFolder } from "#testing/services/temporary-folder";
import { type Services, startServices } from "#testing/stack/services";

const ORIGIN = "http://interline.example.test";
const EMAIL = "anna@example.test";
const PASSWORD = "correct horse battery";
const folder = temporaryFolder();
let services: Services;
let opened: { close(): Promise<void> };
let redis: ReturnType<typeof connectRedis>;
let auth: ReturnType<typeof openAuth>;

beforeAll(async () => {
  services = await startServices(folder, inject("postgresTemplate"));
  opened = openDatabase(services.databaseUrl);
  redis = connectRedis(services.redis.url);
  const env = readWebEnv({
    NODE_ENV: "test",
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redis.url,
    AUTH_SECRET: randomBytes(32).toString("hex"),
    PUBLIC_URL: ORIGIN,
    ACCOUNT_TRIES_PER_HOUR: "4",
    GOOGLE_OAUTH_CLIENT_ID: "client",
    GOOGLE_OAUTH_CLIENT_SECRET: "secret",
  });
  const log = createLog("test", "silent");
  openLimits(redis, env, new Budget(redis, env, log));
  auth = openAuth(env, log);
  onPeopleChange(() => {});
});
afterAll(async () => {
  vi.unstubAllGlobals();
  redis.disconnect();
  await opened.close();
  await services.stop();
  rmSync(folder, { recursive: true, force: true });
});

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Stands in for Google, which answers the code with this profile. */
function googleSays(profile: object): void {
  const idToken = `${part({ alg: "RS256" })}.${part(profile)}.x`;
  const body = JSON.stringify({ access_token: "a", id_token: idToken, token_type: "Bearer", expires_in: 3_600 });
  vi.stubGlobal("fetch", async () => new Response(body, { headers: { "content-type": "application/json" } }));
}

async function person(id: string): Promise<void> {
  await database().user.create({ data: { id, name: "", email: `${id}@x.invalid`, isAnonymous: true } });
}

/** Turns an anonymous person into an account with this address. */
async function accountOf(userId: string, email: string, isVerified: boolean) {
  const passwordHash = await (await auth.$context).password.hash(PASSWORD);
  return upgradeAnonymous({ userId, email, isVerified, passwordHash, recoveryHash: "hash" });
}

async function holderOf(email: string): Promise<string | undefined> {
  return (await database().user.findUnique({ where: { email } }))?.id;
}

function ask(path: string, body: object, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", origin: ORIGIN, cookie };
  return auth.handler(
    new Request(`${ORIGIN}/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) }),
  );
}

/** @returns the answer to Google's callback, which redirects the browser */
async function signInByGoogle(profile: object): Promise<Response> {
  const left = await ask("sign-in/social", { provider: "google", callbackURL: "/sessions" });
  const state = new URL(((await left.json()) as { url: string }).url).searchParams.get("state") ?? "";
  const cookie = left.headers
    .getSetCookie()
    .map((header) => header.split(";", 1)[0])
    .join("; ");
  googleSays(profile);
  return answerAuth(
    new Request(`${ORIGIN}/api/auth/callback/google?code=c&state=${encodeURIComponent(state)}`, {
      headers: { cookie },
    }),
  );
}

test("an unproved address does not keep its owner out of Google's sign-in, and its account still signs in", async () => {
  await person("squatter");
  await accountOf("squatter", EMAIL, false);

  const back = await signInByGoogle({ sub: "1", name: "Anna", email: EMAIL, email_verified: true });
  expect([back.status, back.headers.get("location")]).toEqual([302, "/sessions"]);
  const owner = await database().user.findUnique({ where: { email: EMAIL } });
  expect(owner).toMatchObject({ emailVerified: true });
  expect(owner?.id).not.toBe("squatter");

  const signedIn = await ask("sign-in/email", { email: EMAIL, password: PASSWORD });
  expect(signedIn.status).toBe(200);
  expect(await signedIn.json()).toMatchObject({ user: { id: "squatter" } });
  expect(await readProfile("squatter")).toMatchObject({ email: EMAIL, isVerified: false });
});

test("a blocked person is not signed in by Google, and is redirected with the reason", async () => {
  const profile = { sub: "2", name: "Bert", email: "bert@example.test", email_verified: true };
  expect((await signInByGoogle(profile)).headers.get("location")).toBe("/sessions");
  const bert = (await holderOf(profile.email)) ?? "";
  await blockPerson(bert);
  const back = await signInByGoogle(profile);
  expect([back.status, back.headers.get("location")]).toEqual([302, "/account/sign-in?error=blocked"]);
  expect(back.headers.getSetCookie().filter((one) => /session_token=[^;]/.test(one))).toEqual([]);
  expect(await database().authSession.count({ where: { userId: bert } })).toBe(0);
});

test("a person who proves an address by letter takes it from an account that did not prove it", async () => {
  for (const id of ["squatter-1", "squatter-2", "reader", "mover"]) await person(id);
  await accountOf("squatter-1", "ben@example.test", false);
  expect(await accountOf("reader", "ben@example.test", true)).toEqual({ openSessions: [] });
  expect(await holderOf("ben@example.test")).toBe("reader");
  // A proved address stays with its account.
  expect(await accountOf("squatter-2", "ben@example.test", true)).toBe("taken");

  await accountOf("squatter-2", "cleo@example.test", false);
  await accountOf("mover", "mover@example.test", true);
  expect(await setEmail("mover", "cleo@example.test", true)).toBe(true);
  expect(await holderOf("cleo@example.test")).toBe("mover");
  expect(await setEmail("squatter-2", "cleo@example.test", false)).toBe(false);
});

test("an address is freed each time that an account holds it without proof", async () => {
  for (const id of ["first", "second", "third"]) {
    await person(id);
    await accountOf(id, "dan@example.test", false);
    await freeUnverifiedAddress("dan@example.test");
    expect(await holderOf("dan@example.test")).toBeUndefined();
    expect(await readProfile(id)).toMatchObject({ isVerified: false });
  }
});

test("a displaced address cannot be registered, and password attempts for it count for the original address", async () => {
  const email = `${EMAIL}.unverified.invalid`;
  expect(CreateAccountRequest.safeParse({ email, password: PASSWORD }).success).toBe(false);
  expect(ChangeEmailRequest.safeParse({ email, password: PASSWORD }).success).toBe(false);
  let status = 401;
  for (let n = 0; n < 6 && status !== 429; n += 1) {
    const typed = n % 2 === 0 ? EMAIL : email;
    status = (await ask("sign-in/email", { email: typed, password: "a guess" })).status;
  }
  expect(status).toBe(429);
});

test("tries at many accounts from one address are counted together", async () => {
  const tries = Array.from({ length: 241 }, (_, n) => limits().tryAccount(`${n}@example.test`, "one address"));
  expect((await Promise.all(tries)).filter((reached) => reached !== null)).toHaveLength(1);
  expect(await limits().tryAccount("1000@example.test", "another address")).toBeNull();
});

test("one network address gets three of the four letters per mailbox and hour, and all addresses together four", async () => {
  const email = "mailbox@example.test";
  const write = async (addressHash: string) =>
    (await limits().writeTo(email, { addressHash, deviceCookie: null })) === null;
  const written: boolean[] = [];
  for (const from of ["stranger", "stranger", "stranger", "stranger", "owner", "owner"])
    written.push(await write(from));
  expect(written).toEqual([true, true, true, false, true, false]);
});

test("proving an address by letter removes the passkeys, second step and recovery code of its unproved account", async () => {
  await person("erin");
  await accountOf("erin", "erin@example.test", false);
  await database().user.update({ where: { id: "erin" }, data: { twoFactorEnabled: true } });
  const key = { id: "key", userId: "erin", credentialID: "key", publicKey: "", deviceType: "", counter: 0 };
  await database().passkey.create({ data: { ...key, backedUp: false } });
  await adoptAccount("erin");
  expect(await database().passkey.count()).toBe(0);
  expect(await readProfile("erin")).toMatchObject({ isVerified: true, hasTwoFactor: false });
  expect(await database().recoveryCode.count({ where: { userId: "erin" } })).toBe(0);
});
