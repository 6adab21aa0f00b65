import { expect, test } from "vitest";
import { answeringAuthRoutes } from "#access/sign-in/auth-routes";

/** @returns the request that better-auth gets, or the status of the refusal */
async function asked(method: string, path: string, body?: string): Promise<string | number> {
  let seen = "";
  const handle = answeringAuthRoutes(async (request) => {
    seen = `${request.method} ${await request.text()}`;
    return new Response();
  });
  const init = { method, headers: { "content-type": "application/json" }, ...(body !== undefined && { body }) };
  const { status } = await handle(new Request(`http://host${path}`, init));
  return status === 200 ? seen : status;
}

test.each([
  ["POST", "/api/auth/sign-in/anonymous", "{}", "POST {}"],
  ["POST", "/api/auth/sign-out", "", "POST {}"],
  ["POST", "/api/auth/sign-in/email", '{"email":"a@b.ca","password":"x"}', 'POST {"email":"a@b.ca","password":"x"}'],
  ["GET", "/api/auth/callback/google?code=1&state=2", undefined, "GET "],
] as const)("%s %s is answered", async (method, path, body, seen) => {
  expect(await asked(method, path, body)).toBe(seen);
});

test.each([
  ["POST", "/api/auth/update-user"],
  ["POST", "/api/auth/sign-up/email"],
  ["POST", "/api/auth/change-email"],
  ["POST", "/api/auth/change-password"],
  ["POST", "/api/auth/two-factor/generate-backup-codes"],
  ["POST", "/api/auth/link-social"],
  ["POST", "/api/auth/get-session"],
  ["GET", "/api/auth/sign-out"],
  ["GET", "/api/auth/ok"],
  ["GET", "/api/auth/list-sessions"],
  ["POST", "/api/auth//update-user"],
  ["POST", "/api/auth/sign-out/"],
  ["POST", "/api/auth/sign-out/../update-user"],
  ["POST", "/api/auth/%75pdate-user"],
  ["POST", "/api/auth/constructor"],
])("%s %s, which no page uses, is not found", async (method, path) => {
  expect(await asked(method, path, method === "POST" ? "{}" : undefined)).toBe(404);
});

test.each([
  ["/api/auth/sign-in/anonymous", JSON.stringify({ name: "x".repeat(100_000) })],
  ["/api/auth/sign-in/email", JSON.stringify({ email: "a".repeat(255), password: "x" })],
  ["/api/auth/sign-in/email", "not json"],
  ["/api/auth/sign-in/email", "null"],
  ["/api/auth/sign-in/social", JSON.stringify({ provider: "google", callbackURL: "//evil", errorCallbackURL: "/" })],
  [
    "/api/auth/sign-in/social",
    JSON.stringify({ provider: "google", callbackURL: "/", errorCallbackURL: "/", additionalData: {} }),
  ],
])("%s refuses a body that its page does not send", async (path, body) => {
  expect(await asked("POST", path, body)).toBe(400);
});

test("better-auth gets the host of the request, not the address at which the server listens, and the site's path", async () => {
  let seen = "";
  const answer = async ({ url }: Request) => {
    seen = url;
    return new Response();
  };
  const handle = answeringAuthRoutes(answer);
  const address = "http://0.0.0.0:3000/api/auth/callback/google?code=1";
  await handle(new Request(address, { headers: { host: "hall.local:3000" } }));
  expect(seen).toBe("http://hall.local:3000/api/auth/callback/google?code=1");
  await handle(new Request(address, { headers: { host: "a/b" } }));
  expect(seen).toBe(address);
  await answeringAuthRoutes(answer, "/captions")(new Request(address, { headers: { host: "hall.local" } }));
  expect(seen).toBe("http://hall.local/captions/api/auth/callback/google?code=1");
});
