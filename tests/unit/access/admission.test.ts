import { expect, test } from "vitest";
import { judgeAdmission } from "#access/admission";
import { EVENT_USES_ENGINES } from "#access/identity";

const nobody = null;
const anonymous = { isAnonymous: true };
const account = { isAnonymous: false };

test.each([
  ["open", nobody, null],
  ["open", anonymous, null],
  ["open", account, null],
  ["accounts", nobody, "account"],
  ["accounts", anonymous, "account"],
  ["accounts", account, null],
] as const)("with ACCESS=%s %o lacks %s", (access, user, lacking) => {
  expect(judgeAdmission(access, user)).toBe(lacking);
});

test("to stop, to delete and to read are free to everyone", () => {
  const free = ["stop", "pause", "remove", "delete", "forget", "join", "read", "unlock", "revoke"] as const;
  expect(free.filter((event) => EVENT_USES_ENGINES[event])).toEqual([]);
});
