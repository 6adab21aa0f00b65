import { dayCounter } from "../format/moment";

/** The time spoken in the last weeks. */
export type Weeks = {
  /** The first day, `2026-09-07`. */
  readonly from: string;
  /** The time zone in which the weeks begin and end. */
  readonly timeZone: string;
  /** Minutes of each week; the last one is not over yet. */
  readonly minutes: readonly number[];
  readonly ms: number;
  readonly sessions: number;
};

export const WEEKS = 12;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const QUARTER_MS = HOUR_MS / 4;

/**
 * The days on which the last weeks began, this one last, each with its first moment. Weeks begin on Monday, as in both
 * languages of the interface.
 * @param now ms since 1970
 */
export function weekBegins(now: number, timeZone: string): { day: string; at: Date }[] {
  const dayOf = dayCounter(timeZone);
  const today = dayOf(new Date(now));
  // Day 0, 1 January 1970, was a Thursday.
  const monday = today - ((today + 3) % 7);
  return Array.from({ length: WEEKS }, (_, index) => {
    const day = monday - 7 * (WEEKS - 1 - index);
    return { day: new Date(day * DAY_MS).toISOString().slice(0, 10), at: firstMoment(day, dayOf) };
  });
}

/**
 * When a day begins. @param day counted from 1 January 1970, as by `dayOf`
 *
 * Searched in steps of a quarter of an hour, because all offsets are multiples of it and a day need not begin at midnight. */
export function firstMoment(day: number, dayOf: (at: Date) => number): Date {
  // Clocks are at most 12 hours behind UTC and 14 before it.
  let early = day * DAY_MS - 15 * HOUR_MS;
  let late = day * DAY_MS + 13 * HOUR_MS;
  while (late - early > QUARTER_MS) {
    const middle = early + Math.floor((late - early) / QUARTER_MS / 2) * QUARTER_MS;
    if (dayOf(new Date(middle)) < day) early = middle;
    else late = middle;
  }
  return new Date(late);
}
