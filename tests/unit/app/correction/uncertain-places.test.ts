import { expect, test } from "vitest";
import { nextUncertain, nextUncertainTyped, uncertainPlaces } from "#app/correction/uncertain-places";
import type { Segment } from "#protocol/transcript";

const lines = [1, 2, 3].map((seq) => ({ seq, rev: seq, text: "the quick brown fox" }) as Segment);
const words = new Map([
  ["1", { seq: 1, rev: 1, places: [[4, 9] as [number, number], [10, 15] as [number, number]] }],
  ["3", { seq: 3, rev: 3, places: [[16, 19] as [number, number]] }],
]);

test("a step goes to the next uncertain word, from the current line on, and from the last word to the first", () => {
  const places = uncertainPlaces(lines, words);
  expect(places.map(({ key, from }) => `${key} ${from}`)).toEqual(["1 4", "1 10", "3 16"]);
  const step = (last: number | null, by: 1 | -1, current = 0) =>
    nextUncertain(places, { last: last === null ? null : (places[last] ?? null), lines, current, by });
  expect([step(null, 1), step(0, 1), step(2, 1)]).toEqual([0, 1, 0]);
  expect([step(0, -1), step(2, -1)]).toEqual([2, 1]);
  expect([step(null, 1, 1), step(null, -1, 1)]).toEqual([2, 1]);
  expect(nextUncertain([], { last: null, lines, current: 0, by: 1 })).toBe(-1);
});

test("in an editor a step selects the next uncertain word that was not corrected", () => {
  const stored = "the quick brown fox";
  const places: [number, number][] = [
    [4, 9],
    [10, 15],
    [16, 19],
  ];
  const next = (typed: string, from: number, to: number, by: 1 | -1 = 1) => {
    const found = nextUncertainTyped(places, { stored, typed, selected: { from, to }, by });
    return found && typed.slice(found.from, found.to);
  };
  expect(next(stored, 0, 0)).toBe("quick");
  expect(next(stored, 4, 9)).toBe("brown");
  expect(next(stored, 16, 19)).toBe("quick");
  expect(next(stored, 4, 9, -1)).toBe("fox");
  expect(next("the slow brown fox", 0, 0)).toBe("brown");
  expect(next("red", 0, 0)).toBeNull();
});
