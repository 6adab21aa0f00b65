import { expect, test } from "vitest";
import { endOfSignIn, signInEnds, visitSignIn } from "#access/sign-in/sign-in-ends";

const ends = signInEnds(30, 90);
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000);
const signIn = (created: number, updated: number, expires: number) => ({
  createdAt: day(created),
  updatedAt: day(updated),
  expiresAt: day(expires),
});

test("an account's sign-in ends 30 days after the last visit and 90 days after it began", () => {
  expect(endOfSignIn(day(0), false, day(10), ends)).toEqual(day(40));
  expect(endOfSignIn(day(0), false, day(80), ends)).toEqual(day(90));
  expect(visitSignIn(signIn(0, 10, 40), false, day(39), ends)).toEqual(day(69));
  expect(visitSignIn(signIn(0, 10, 40), false, day(40), ends)).toBe("over");
  expect(visitSignIn(signIn(0, 89, 90), false, day(90), ends)).toBe("over");
});

test("a visit is stored once a day, and the last one before the absolute end", () => {
  expect(visitSignIn(signIn(0, 10, 40), false, day(10.5), ends)).toBeNull();
  expect(visitSignIn(signIn(0, 10, 40), false, day(11), ends)).toEqual(day(41));
  expect(visitSignIn(signIn(0, 59.5, 89.5), false, day(60), ends)).toEqual(day(90));
  expect(visitSignIn(signIn(0, 60, 90), false, day(89), ends)).toBeNull();
});

test("a sign-in that was stored under longer limits ends by the present ones", () => {
  expect(visitSignIn(signIn(0, 0, 400), false, day(31), ends)).toBe("over");
  expect(visitSignIn(signIn(0, 0, 400), false, day(1), ends)).toEqual(day(31));
});

test("an anonymous person's sign-in lasts 400 days after the last visit", () => {
  expect(visitSignIn(signIn(0, 0, 400), true, day(399), ends)).toEqual(day(799));
  expect(visitSignIn(signIn(0, 0, 400), true, day(400), ends)).toBe("over");
});
