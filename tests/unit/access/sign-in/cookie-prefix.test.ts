import { expect, test } from "vitest";
import { cookiePrefix } from "#access/sign-in/cookie-prefix";

test("sites at different paths of one host have different names of cookies", () => {
  const prefixes = ["", "/a", "/a/b", "/a.b", "/a-b"].map((path) =>
    cookiePrefix({ PUBLIC_URL: `https://example.org${path}` }),
  );
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const prefix of prefixes) expect(prefix).toMatch(/^__Host-better-auth[\w.~-]*$/);
});
