import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { marksIn, wordsIn } from "#app/history/marks";
import { historyAddress, partsOf, periodOf, readHistoryQuery } from "#app/history/query";
import { tagsIn } from "#app/history/tags";
import { whereSession } from "#store/session/session-filter";
import { anyText } from "#testing/exported";

describe("the address of the history", () => {
  test("says what is looked for; what is broken in it is left out alone", () => {
    const query = { q: "salt", lang: "vi", state: "ended", days: "dates", from: "2026-11-01", sort: "oldest" } as const;
    expect(readHistoryQuery(query)).toMatchObject(query);
    const address = new URL(historyAddress(query), "http://x");
    expect(readHistoryQuery(Object.fromEntries(address.searchParams))).toEqual(readHistoryQuery(query));
    expect(readHistoryQuery({ q: ["a", "b"], lang: "' OR 1=1", days: "8", state: "ended" })).toMatchObject({
      state: "ended",
    });
    expect(historyAddress(readHistoryQuery({ lang: "?", q: "  " }))).toBe("/sessions");
  });

  test("names days whole, as they are where the person is", () => {
    const now = Date.parse("2026-11-24T18:00:00Z");
    const seven = readHistoryQuery({ days: "7" });
    expect(periodOf(seven, now, "UTC")).toEqual({ from: new Date("2026-11-17T00:00Z") });
    // It is the 25th there already.
    expect(periodOf(seven, now, "Asia/Ho_Chi_Minh")).toEqual({ from: new Date("2026-11-17T17:00Z") });
    const dates = readHistoryQuery({ days: "dates", from: "2026-10-25", to: "2026-10-25" });
    // On which a day in Berlin has 25 hours.
    expect(periodOf(dates, now, "Europe/Berlin")).toEqual({
      from: new Date("2026-10-24T22:00Z"),
      until: new Date("2026-10-25T23:00Z"),
    });
  });
});

test("what is typed falls into words and phrases", () => {
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

describe("marks", () => {
  const sought =
    (...words: string[]) =>
    (word: string) =>
      words.includes(word.toLowerCase());

  test("stand where the words are, side by side as one", () => {
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

  test("of any text are pieces of it, in order, and leave its letters as they are", () => {
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

test("whatever an address says, the query that comes of it is one that PostgreSQL can read", () => {
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
      // Four digits: neither a year before 1 nor one with a sign.
      for (const moment of zones.flatMap((zone) =>
        Object.values(periodOf({ ...query, days: "dates" }, Date.now(), zone)),
      ))
        expect(moment.toISOString()).toMatch(/^(1969|19[7-9]\d|[2-8]\d{3}|9000)-/);
      const { values } = whereSession({ ownerId: "me", before: query.before, sort: query.sort }).where;
      for (const given of values) if (given instanceof Date) expect(given.toISOString()).toMatch(/^\d{4}-/);
    }),
  );
});
