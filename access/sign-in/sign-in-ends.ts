import { COOKIE_SECONDS } from "./cookie-prefix";

const DAY_MS = 86_400_000;

/**
 * An anonymous person's sign-in ends this long after the last visit. Its cookie is the only key to that person's
 * sessions.
 */
const ANONYMOUS_MS = COOKIE_SECONDS * 1_000;

/** A visit extends a sign-in only if that gains at least one STEPS-th of its length, so that visits seldom write. */
const STEPS = 30;

/** A sign-in to an account ends `idleMs` after the last visit, and at the latest `absoluteMs` after it began. */
export type SignInEnds = { readonly idleMs: number; readonly absoluteMs: number };

type SignIn = { readonly createdAt: Date; readonly updatedAt: Date; readonly expiresAt: Date };

export function signInEnds(idleDays: number, absoluteDays: number): SignInEnds {
  return { idleMs: idleDays * DAY_MS, absoluteMs: absoluteDays * DAY_MS };
}

/** The end of a sign-in that is used at `now`. */
export function endOfSignIn(createdAt: Date, isAnonymous: boolean, now: Date, ends: SignInEnds): Date {
  if (isAnonymous) return new Date(now.getTime() + ANONYMOUS_MS);
  return new Date(Math.min(now.getTime() + ends.idleMs, createdAt.getTime() + ends.absoluteMs));
}

/**
 * Decides the effect of a visit on a sign-in. A row may have been stored under longer limits; the present limits count.
 * @returns "over", or the end to store, or null if the stored end is still good
 */
export function visitSignIn(signIn: SignIn, isAnonymous: boolean, now: Date, ends: SignInEnds): "over" | Date | null {
  const { createdAt, updatedAt, expiresAt } = signIn;
  const visitedEnd = endOfSignIn(createdAt, isAnonymous, updatedAt, ends);
  if (Math.min(visitedEnd.getTime(), expiresAt.getTime()) <= now.getTime()) return "over";
  const end = endOfSignIn(createdAt, isAnonymous, now, ends);
  const gained = end.getTime() - expiresAt.getTime();
  const step = (isAnonymous ? ANONYMOUS_MS : ends.idleMs) / STEPS;
  const reachesItsAbsoluteEnd = !isAnonymous && end.getTime() === createdAt.getTime() + ends.absoluteMs;
  if (gained < 0 || gained >= step) return end;
  return reachesItsAbsoluteEnd && gained > 0 ? end : null;
}
