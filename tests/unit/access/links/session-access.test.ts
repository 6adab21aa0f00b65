import { expect, test } from "vitest";
import { isOwnerOf } from "#access/links/session-access";

const user = { kind: "user", user: { id: "me", isAnonymous: false, authSessionId: "x" } } as const;

// tests/integration/access/access-matrix.test.ts tests the owner of a named session, for every event.
test.each([undefined, null, {}, { sessionId: 7 }, { take: 1 }])(
  "a request that names %j has no owner",
  async (request) => {
    expect(await isOwnerOf(user, request)).toBe(false);
  },
);

test("an older connection does not own the account's other sessions", async () => {
  expect(await isOwnerOf({ ...user, only: new Set(["mine"]) }, { sessionId: "other" })).toBe(false);
});
