import { expect, test } from "vitest";
import { isOwnerOf } from "#access/links/session-access";

const user = { kind: "user", user: { id: "me", isAnonymous: false, authSessionId: "x" } } as const;

// Whether a named session is the person's own: tests/integration/access/access-matrix.test.ts, for every event.
test.each([undefined, null, {}, { sessionId: 7 }, { take: 1 }])(
  "a request that names %j is nobody's",
  async (request) => {
    expect(await isOwnerOf(user, request)).toBe(false);
  },
);

test("an older connection owns none of an account's other sessions", async () => {
  expect(await isOwnerOf({ ...user, only: new Set(["mine"]) }, { sessionId: "other" })).toBe(false);
});
