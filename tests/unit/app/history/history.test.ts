import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { marksIn, wordsIn } from "#app/history/marks";
import { countFilters, historyAddress, partsOf, periodOf, readHistoryQuery } from "#app/history/query";
import { tagsIn } from "#app/history/tags";
import { whereSession } from "#store/session/session-filter";
import { anyText } from "#testing/examples/exported-sessions";

describe("the address of the history", () => {
  test("has the query; invalid parameters are left out, and no others", () => {
    const query = { q: "salt", lang: "vi", state: "ended", days: "dates", from: "2026-11-01", sort: "oldest" } as const;
    expect(readHistoryQuery(query)).toMatchObject(query);
    const address = new URL(historyAddress(query), "http://x");
    expect(readHistoryQuery(Object.fromEntries(address.searchParams))).toEqual(readHistoryQuery(query));
    expect(readHistoryQuery({ q: ["a", "b"], lang: "' OR 1=1", days: "8", state: "ended" })).toMatchObject({
      state: "ended",
    });
    expect(historyAddress(readHistoryQuery({ lang: "?", q: "  " }))).toBe("/sessions");
  });

  test("counts its filters, without words and order", () => {
    const query = readHistoryQuery({ q: "salt", sort: "oldest", lang: "vi", days: "dates", from: "2026-11-01" });
    expect(countFilters(query)).toBe(2);
  });

  test("names whole days in the person's time zone", () => {
    const now = Date.parse("2026-11-24T18:00:00Z");
    const seven = readHistoryQuery({ days: "7" });
    expect(periodOf(seven, now, "UTC")).toEqual({ from: new Date("2026-11-17T00:00Z") });
    // It is already the 25th there.
    expect(periodOf(seven, now, "Asia/Ho_Chi_Minh")).toEqual({ from: new Date("2026-11-17T17:00Z") });
    const dates = readHistoryQuery({ days: "dates", from: "2026-10-25", to: "2026-10-25" });
    // A day of 25 hours in Berlin.
    expect(periodOf(dates, now, "Europe/Berlin")).toEqual({
      from: new Date("2026-10-24T22:00Z"),
      until: new Date("2026-10-25T23:00Z"),
    });
  });
});

test("a query is split into words and phrases", () => {
  expect(partsOf('salt "of the earth" rice')).toEqual(["salt", "of the earth", "rice"]);
  for (const typed of ["salt “of the earth” rice", "salt „of the earth“ rice", "salt « of the earth » rice"]) {
    expect(partsOf(typed)).toEqual(["salt", "of the earth", "rice"]);
  }
  expect(partsOf('"not closed')).toEqual(["not closed"]);
  expect(partsOf(' "" ')).toEqual([]);
});

test("tags are separated by commas, each once", () => {
  expect(tagsIn(" lecture, Mekong ,, lecture")).toEqual(["lecture", "Mekong"]);
});

describe("the marks of matches", () => {
  const sought =
    (...words: string[]) =>
    (word: string) =>
      words.includes(word.toLowerCase());

  test("are at the words, and adjacent ones are joined", () => {
    expect(marksIn("The salt of the earth, salt.", sought("salt", "of"))).toEqual([
      { from: 4, to: 11 },
      { from: 23, to: 27 },
    ]);
    expect(marksIn("Chính anh em là muối cho đời.", sought("muối"))).toEqual([{ from: 16, to: 20 }]);
    expect(marksIn("问题不在于盐", sought("盐"))).toEqual([{ from: 5, to: 6 }]);
    expect(marksIn("¿Dónde está “salt”?", sought("dónde", "salt"))).toEqual([
      { from: 1, to: 6 },
      { from: 13, to: 17 },
    ]);
    expect(marksIn("Ինչպե՞ս ես։", sought("ինչպե՞ս"))).toEqual([{ from: 0, to: 7 }]);
    expect(marksIn("او می‌خواهد.", sought("می‌خواهد"))).toEqual([{ from: 3, to: 11 }]);
    expect(marksIn("时时、人々", sought("人", "々"))).toEqual([{ from: 3, to: 5 }]);
    expect(marksIn("👩‍👩‍👧‍👦 salt", sought("salt"))).toEqual([{ from: 12, to: 16 }]);
  });

  test("split any text into pieces in order without changing it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = wordsIn(text);
        const marks = marksIn(text, (word) => word === words[0]);
        expect(marks.length > 0).toBe(words.length > 0);
        let at = 0;
        for (const { from, to } of marks) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(text.slice(from, to)).toContain(words[0]);
          at = to;
        }
      }),
    );
  });
});

test("any address leads to a query that PostgreSQL can read", () => {
  const names = ["q", "lang", "state", "tag", "days", "from", "to", "sort", "before"] as const;
  const day = fc.tuple(
    fc.integer({ min: 0, max: 9999 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  );
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    anyText,
    fc.constantFrom("\0", "a\0b", "\ud800", "dates", "0000-01-01", "9999-12-31", `999999999999999_${"a".repeat(22)}`),
    day.map((numbers) => numbers.map((number, at) => String(number).padStart(at === 0 ? 4 : 2, "0")).join("-")),
    fc.array(fc.string()),
  );
  const address = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
  fc.assert(
    fc.property(address, (parameters) => {
      const query = readHistoryQuery(parameters);
      for (const text of Object.values(query)) {
        if (text !== undefined) expect(text).toMatch(/^[^\0\p{Cs}]*$/u);
      }
      const zones = ["UTC", "Pacific/Kiritimati", "Asia/Ho_Chi_Minh"];
      // Four digits: no year before 1 and none with a sign.
      for (const moment of zones.flatMap((zone) =>
        Object.values(periodOf({ ...query, days: "dates" }, Date.now(), zone)),
      ))
        expect(moment.toISOString()).toMatch(/^(1969|19[7-9]\d|[2-8]\d{3}|9000)-/);
      const { values } = whereSession({ ownerId: "me", before: query.before, sort: query.sort }).where;
      for (const given of values) if (given instanceof Date) expect(given.toISOString()).toMatch(/^\d{4}-/);
    }),
  );
});
