import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayCounter } from "#app/format/moment";
import { WEEKS, weekBegins } from "#app/history/weeks";

const begins = (now: string, timeZone: string) =>
  weekBegins(Date.parse(now), timeZone).map(({ day, at }) => [day, at.toISOString().replace(":00.000Z", "Z")]);

describe("weeks", () => {
  test("are twelve, from Monday to Monday, with the present one last", () => {
    const weeks = begins("2026-11-24T12:00:00Z", "UTC");
    expect(weeks).toHaveLength(WEEKS);
    expect(weeks[0]).toEqual(["2026-09-07", "2026-09-07T00:00Z"]);
    expect(weeks.at(-1)).toEqual(["2026-11-23", "2026-11-23T00:00Z"]);
    expect(begins("2026-11-22T23:59:59Z", "UTC").at(-1)?.[0]).toBe("2026-11-16");
    expect(begins("2026-11-23T00:00:00Z", "UTC").at(-1)?.[0]).toBe("2026-11-23");
  });

  test("continue over the new year, also after a year with 53 weeks", () => {
    const days = (now: string) => begins(now, "UTC").map(([day]) => day);
    expect(days("2027-01-03T23:00:00Z").slice(-3)).toEqual(["2026-12-14", "2026-12-21", "2026-12-28"]);
    expect(days("2027-01-04T00:00:00Z").slice(-2)).toEqual(["2026-12-28", "2027-01-04"]);
    expect(days("2028-03-01T00:00:00Z").slice(-2)).toEqual(["2028-02-21", "2028-02-28"]);
  });

  test("begin in the person's time zone", () => {
    expect(begins("2026-11-22T17:30:00Z", "Asia/Ho_Chi_Minh").at(-1)).toEqual(["2026-11-23", "2026-11-22T17:00Z"]);
    expect(begins("2026-11-22T17:30:00Z", "UTC").at(-1)?.[0]).toBe("2026-11-16");
    expect(begins("2026-11-23T08:30:00Z", "Pacific/Kiritimati").at(-1)).toEqual(["2026-11-23", "2026-11-22T10:00Z"]);
    expect(begins("2026-11-23T11:00:00Z", "Etc/GMT+12").at(-1)).toEqual(["2026-11-16", "2026-11-16T12:00Z"]);
    expect(begins("2026-11-24T00:00:00Z", "Asia/Kathmandu").at(-1)).toEqual(["2026-11-23", "2026-11-22T18:15Z"]);
  });

  test("begin at midnight before and after a change of the clocks", () => {
    const autumn = begins("2026-11-24T12:00:00Z", "Europe/Berlin").map(([, at]) => at);
    expect(autumn.slice(6, 8)).toEqual(["2026-10-18T22:00Z", "2026-10-25T23:00Z"]);
    const spring = begins("2026-04-08T12:00:00Z", "America/New_York").map(([, at]) => at);
    expect(spring.slice(6, 8)).toEqual(["2026-03-02T05:00Z", "2026-03-09T04:00Z"]);
  });

  test("begin at one o'clock if the clocks skip midnight", () => {
    // In Iran the clocks of 21 March 2021 went from 24:00 to 01:00.
    expect(begins("2021-03-23T12:00:00Z", "Asia/Tehran").at(-1)).toEqual(["2021-03-22", "2021-03-21T20:30Z"]);
  });

  test("begin with the first moment of a Monday, in any zone at any time", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    const times = fc.integer({ min: Date.parse("2020-01-01"), max: Date.parse("2035-01-01") });
    fc.assert(
      fc.property(zones, times, (timeZone, now) => {
        const dayOf = dayCounter(timeZone);
        for (const { day, at } of weekBegins(now, timeZone)) {
          expect(new Date(day).getUTCDay()).toBe(1);
          expect(dayOf(at)).toBe(Date.parse(day) / 86_400_000);
          expect(dayOf(new Date(at.getTime() - 1))).toBe(dayOf(at) - 1);
        }
      }),
      { numRuns: 30 },
    );
  });
});
