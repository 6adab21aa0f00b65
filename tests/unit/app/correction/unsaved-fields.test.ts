import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Field } from "#app/correction/save-fields";
import { dropAllUnsaved, dropUnsaved, keepUnsaved, unsavedLines, withUnsaved } from "#app/correction/unsaved-fields";
import { standInStorage } from "#testing/browser/stand-in-storage";

const SESSION = "a".repeat(22);
const OTHER = "b".repeat(22);
const original: Field = { lang: undefined, text: "hello", shown: "hello", expected: 1, speaker: "", shownSpeaker: "" };
const spanish: Field = { lang: "es", text: "hola", shown: "hola", expected: 2 };
const typed: Field = { ...original, text: "hello all" };

let kept: Map<string, string>;
beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map([["another", "value"]]);
  vi.stubGlobal("sessionStorage", standInStorage(kept));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const keep = (line: string, fields = [typed], sessionId = SESSION) => keepUnsaved(sessionId, line, fields);
const lines = (sessionId = SESSION) => [...unsavedLines(sessionId)];

test("the next editor of the line has the typed text, with the rev that its author saw", () => {
  keep("4", [typed, spanish]);
  const later = [
    { ...original, text: "hello both", shown: "hello both", expected: 7 },
    { ...spanish, expected: 8 },
  ];
  expect(withUnsaved(SESSION, "4", later)).toEqual([typed, later[1]]);
  for (const [sessionId, line] of [
    [SESSION, "4.1"],
    [OTHER, "4"],
  ] as const)
    expect(withUnsaved(sessionId, line, later)).toEqual(later);
  expect([lines(), lines(OTHER)]).toEqual([["4"], []]);
});

test("a speaker's name and a text in a language that is no longer shown come back too", () => {
  const named = { ...original, speaker: "Ana" };
  const translated = { ...spanish, text: "hola a todos" };
  keep("4", [named, translated]);
  expect(withUnsaved(SESSION, "4", [original])).toEqual([named, translated]);
});

test("nothing is kept once the fields are as they are stored, or the author cancels", () => {
  keep("4");
  keep("4", [{ ...original, text: " hello " }]);
  expect(lines()).toEqual([]);
  keep("4");
  dropUnsaved(SESSION, "4");
  expect(lines()).toEqual([]);
});

test("nothing of a deleted session is kept, and nothing at all after the sign-out", () => {
  keep("4");
  keep("5", [typed], OTHER);
  dropAllUnsaved(SESSION);
  expect([lines(), lines(OTHER)]).toEqual([[], ["5"]]);
  keep("4");
  dropAllUnsaved();
  expect([...kept.keys()]).toEqual(["another"]);
});

test("the text of fifty lines is kept, and the oldest goes first", () => {
  for (let line = 1; line <= 52; line += 1) {
    vi.advanceTimersByTime(1);
    keep(String(line));
  }
  expect(
    lines()
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual(Array.from({ length: 50 }, (_, at) => at + 3));
});

test("a browser that refuses storage keeps nothing, and what an earlier version wrote is not read", () => {
  keep("4");
  for (const name of kept.keys()) kept.set(name, "typed");
  expect(withUnsaved(SESSION, "4", [original])).toEqual([original]);
  vi.stubGlobal("sessionStorage", undefined);
  keep("4");
  dropAllUnsaved();
  expect([withUnsaved(SESSION, "4", [original]), lines()]).toEqual([[original], []]);
});
