import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "#testing/eventually";
import { HttpsProxy } from "#testing/network/https-proxy";
import { freePort } from "#testing/services/free-port";
import { RawSocket } from "#testing/stack/raw-socket";
import { share } from "#testing/stack/reader";
import { stackFixture } from "#testing/stack/stack-fixture";

const port = await freePort();
const publicUrl = `https://127.0.0.1:${port}`;
/** Leads to the same port. */
const alsoUrl = `https://localhost:${port}`;
const fixture = stackFixture({
  web: 1,
  workers: 1,
  env: { PUBLIC_URL: `${publicUrl}, ${alsoUrl}`, TRUSTED_PROXIES: "127.0.0.1" },
});

let proxy: HttpsProxy;
beforeAll(async () => {
  proxy = await HttpsProxy.listen(port);
  proxy.leadTo({ host: "127.0.0.1", port: fixture.stack.web[0]?.port ?? 0 });
});
afterAll(() => proxy.close());

/** @returns the cookies that a browser gets when it signs in */
async function signIn(): Promise<string[]> {
  const headers = { "content-type": "application/json", origin: publicUrl };
  const options = { method: "POST", headers, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const asked = request(`${publicUrl}/api/auth/sign-in/anonymous`, options, (answer) => {
      answer.resume();
      resolve(answer.headers["set-cookie"] ?? []);
    });
    asked.on("error", reject);
    asked.end("{}");
  });
}

test("behind an HTTPS proxy cookies are secure, a page speaks and shares, links begin with https, and a reader reads", async () => {
  const cookies = await signIn();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/);
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).not.toMatch(/; Domain=/i);
  }
  const cookie = cookies.map((header) => header.split(";", 1)[0]).join("; ");
  const owner = await RawSocket.open(publicUrl, { cookie, origin: publicUrl });
  if (typeof owner === "string") throw new Error(owner);
  const { sessionId } = await owner.speakInNew();
  const { token } = await share(owner, sessionId);
  expect(await owner.ask("link:list", { sessionId })).toMatchObject({ address: { origin: publicUrl, isHttps: true } });
  const reader = await RawSocket.read(publicUrl, { link: token, origin: publicUrl });
  expect(await reader.ask("link:read", { wanted: ["es"], since: 0 })).toMatchObject({ ok: true, lang: "es" });
  // A page under the other address speaks too, and shares links that begin with the first one.
  const other = await RawSocket.open(publicUrl, { cookie, origin: alsoUrl });
  if (typeof other === "string") throw new Error(other);
  expect(await other.ask("link:list", { sessionId })).toMatchObject({ address: { origin: publicUrl } });
  other.close();
  const foreign = publicUrl.replace("127.0.0.1", "127.0.0.2");
  expect(typeof (await RawSocket.open(publicUrl, { cookie, origin: foreign }))).toBe("string");
  // A sign-in from before the prefix is accepted under its older name; a new one is not.
  const earlier = cookie.replace("__Host-", "__Secure-");
  expect(await RawSocket.open(publicUrl, { cookie: earlier, origin: publicUrl })).toBe("unauthenticated");
  await fixture.stack.database.query("UPDATE auth_session SET earlier_cookie = true");
  const late = await RawSocket.open(publicUrl, { cookie: earlier, origin: publicUrl });
  if (typeof late === "string") throw new Error(late);
  late.close();
  await owner.ask("session:delete", { sessionId });
  await eventually("the reader's connection ends", () => !reader.socket.connected);
  expect(await RawSocket.open(publicUrl, { link: token, origin: "https://evil.example" })).toBe("websocket error");
  owner.close();
});

test("every answer has a content security policy, and requires HTTPS for later requests", async () => {
  const paths = [
    "/healthz",
    "/",
    "/nothing/here",
    "/api/auth/unknown",
    "/socket.io/?EIO=4&transport=polling",
    "/socket.io/?EIO=9",
  ];
  for (const path of paths) {
    const { headers } = await answerTo(path);
    expect(headers, path).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "strict-transport-security": expect.stringMatching(/^max-age=\d{8,}$/),
      "x-content-type-options": "nosniff",
    });
  }
  const refused = await answerTo("/api/auth/get-session", { origin: "https://evil.example" });
  expect(refused.statusCode).toBe(403);
  expect(refused.headers["content-security-policy"]).toContain("default-src 'none'");
});

async function answerTo(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(`${publicUrl}${path}`, { headers, rejectUnauthorized: false }, (answer) => {
      answer.resume();
      resolve(answer);
    });
    asked.on("error", reject);
    asked.end();
  });
}
