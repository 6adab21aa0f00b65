import fc from "fast-check";
import { expect, test } from "vitest";
import { codeHash, newCode, readCode, showCode } from "#access/links/join-code";

const SHOWN = /^[2-9cdfghjkmnpqrtvwxy]{3}-[2-9cdfghjkmnpqrtvwxy]{3}$/;

test("a code has six random characters, without look-alikes", () => {
  const codes = Array.from({ length: 1_000 }, newCode);
  for (const code of codes) expect(showCode(code)).toMatch(SHOWN);
  expect(new Set(codes).size).toBeGreaterThan(990);
  expect(new Set(codes.join("")).size).toBe(25);
});

test.each([
  "k7m-4qp",
  "K7M-4QP",
  " k7m 4qp ",
  "k7m4qp",
  "k7m\u20114qp",
  "k7m — 4qp",
  "k7m_4qp",
  "k7m.4qp.",
  "ｋ７ｍー４ｑｐ".replace("ー", "－"),
  "k 7 m 4 q p",
])("%j is read as the code", (typed) => {
  expect(readCode(typed)).toBe("k7m4qp");
});

test.each(["", "k7m-4q", "k7m-4qpp", "k7m-4qo", "0000000", "k7m/4qp", "ķ7m-4qp", "k7m-4q\u0000p", "%%%%%%"])(
  "%j is no code",
  (typed) => {
    expect(readCode(typed)).toBeNull();
  },
);

test("any typed text is read as a valid code or as none", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 10 }), (points) => {
      const typed = String.fromCodePoint(...points);
      const code = readCode(typed);
      return code === null || SHOWN.test(showCode(code));
    }),
  );
});

test("the hash of a code depends on the secret", () => {
  expect(codeHash("k7m4qp", "s".repeat(32))).not.toBe(codeHash("k7m4qp", "t".repeat(32)));
  expect(codeHash("k7m4qp", "s".repeat(32))).toHaveLength(43);
});
