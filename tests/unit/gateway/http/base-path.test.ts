import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { belowBasePath, enterBasePath } from "#gateway/http/base-path";

/** @returns the addresses that the gateway and Next see; null: the request is outside the path */
async function seenBelow(basePath: string, url: string): Promise<[string | undefined, string | undefined] | null> {
  const request = { url } as IncomingMessage;
  if (!enterBasePath(request, basePath)) {
    expect(request.url).toBe(url);
    return null;
  }
  const inside = request.url;
  await belowBasePath(basePath, async () => {})(request, {} as ServerResponse);
  return [inside, request.url];
}

test.each([
  ["", "/sessions?q=x", "/sessions?q=x", "/sessions?q=x"],
  ["", "//r/token", "//r/token", "//r/token"],
  ["/captions", "/captions", "/", "/captions"],
  ["/captions", "/captions/", "/", "/captions"],
  ["/captions", "/captions?x=1", "/?x=1", "/captions?x=1"],
  ["/captions", "/captions/?x=1", "/?x=1", "/captions?x=1"],
  ["/captions", "/captions/r/token", "/r/token", "/captions/r/token"],
  ["/captions", "/captions//r/token", "//r/token", "/captions//r/token"],
  ["/captions", "/captions/captions", "/captions", "/captions/captions"],
  ["/a/b", "/a/b/api/auth/ok", "/api/auth/ok", "/a/b/api/auth/ok"],
])("at the path '%s' %s is %s for the gateway, and %s for Next", async (basePath, url, inside, next) => {
  expect(await seenBelow(basePath, url)).toEqual([inside, next]);
});

test.each([
  "/",
  "/sessions",
  "/captionsandmore",
  "/Captions",
  "/%63aptions/r/token",
  "//captions",
  "*",
  "http://x/captions",
])("%s is outside the path /captions", async (url) => {
  expect(await seenBelow("/captions", url)).toBeNull();
});
