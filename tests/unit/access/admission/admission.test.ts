import { expect, test } from "vitest";
import { judgeAdmission } from "#access/admission/admission";
import { EVENT_USES_ENGINES } from "#access/event-rights";
import { AllowedPattern } from "#protocol/invitation";

const unauthenticated = null;
const anonymous = { isAnonymous: true };
const account = { isAnonymous: false };

const none = { isAdministrator: false, isInvited: false, isListed: false };

test.each([
  ["open", unauthenticated, null, null],
  ["open", anonymous, none, null],
  ["open", account, none, null],
  ["accounts", unauthenticated, null, "account"],
  ["accounts", anonymous, none, "account"],
  ["accounts", account, none, null],
  ["invited", unauthenticated, null, "invitation"],
  ["invited", anonymous, none, "invitation"],
  ["invited", anonymous, { ...none, isListed: true, isAdministrator: true }, "invitation"],
  ["invited", anonymous, { ...none, isInvited: true }, "account"],
  ["invited", account, null, "invitation"],
  ["invited", account, none, "invitation"],
  ["invited", account, { ...none, isInvited: true }, null],
  ["invited", account, { ...none, isListed: true }, null],
  ["invited", account, { ...none, isAdministrator: true }, null],
] as const)("with ACCESS=%s %o of the facts %o lacks %s", (access, user, facts, lacking) => {
  expect(judgeAdmission(access, user, facts)).toBe(lacking);
});

test.each([
  ["Anna@Example.org ", "anna@example.org"],
  ["example.org", "@example.org"],
  ["@Example.ORG", "@example.org"],
])("%j is stored as %s", (typed, pattern) => {
  expect(AllowedPattern.parse(typed)).toBe(pattern);
});

test.each(["", "@", "org", "*@example.org", "a b@example.org", "@exam ple.org", "%", "@example..org"])(
  "%j is neither an address nor a domain",
  (typed) => {
    expect(AllowedPattern.safeParse(typed).success).toBe(false);
  },
);

test("stopping, deleting and reading need no admission", () => {
  const free = [
    "stop",
    "pause",
    "segment:delete",
    "session:delete",
    "person:delete-own",
    "session:join",
    "link:read",
    "link:unlock",
    "link:revoke",
  ] as const;
  expect(free.filter((event) => EVENT_USES_ENGINES[event])).toEqual([]);
});
