import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guard } from "#gateway/http/guard";
import { readWebEnv } from "#platform/env";

const env = readWebEnv({
  NODE_ENV: "test",
  DATABASE_URL: "postgresql://localhost/interline",
  REDIS_URL: "redis://localhost",
  AUTH_SECRET: "x".repeat(64),
  PUBLIC_URL: "http://talk.example",
});
const server = createServer(async (request, response) => {
  if (await guard(request, response, env, "hash")) response.end("passed");
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

/** @returns the status of a request that a page under another name than PUBLIC_URL's sends */
async function statusOf(path: string, method = "GET"): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const headers = { origin: "http://192.168.1.20:3000" };
  return (await fetch(`http://127.0.0.1:${port}${path}`, { method, headers })).status;
}

test.each(["/capture-worklet.js", "/_next/static/media/inter.woff2", "/manifest.webmanifest", "/icon-192.png"])(
  "%s is served to pages under every name",
  async (path) => {
    expect(await statusOf(path)).toBe(200);
    expect(await statusOf(path, "POST")).toBe(403);
  },
);

test.each(["/", "/sessions", "/account/data", "/api/reader-words", "/_next/static/..%2f..%2fsessions", "/a/b.js"])(
  "%s is refused to a page of another name than PUBLIC_URL's",
  async (path) => {
    expect(await statusOf(path)).toBe(403);
  },
);
