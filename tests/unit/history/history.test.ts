import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { marksIn, wordsIn } from "#app/history/marks";
import { historyAddress, partsOf, periodOf, readHistoryQuery } from "#app/history/query";
import { tagsIn } from "#app/history/tags";
import { anyText } from "../../support/exported";

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
