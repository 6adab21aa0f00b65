import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noteListening, takeListeningNote } from "#app/speaking/speaking-mark";
import { standInStorage } from "#testing/browser/stand-in-storage";

const SESSION = "a".repeat(22);
const OTHER = "b".repeat(22);

let kept: Map<string, string>;
beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  vi.stubGlobal("sessionStorage", standInStorage(kept));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function arriveBy(type: "reload" | "navigate" | "back_forward"): void {
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type } as unknown as PerformanceEntry]);
}

test("a page listens after Start and after a reload of a page that listened, once per note", () => {
  arriveBy("navigate");
  noteListening(SESSION, "start");
  expect([takeListeningNote(SESSION), takeListeningNote(SESSION)]).toEqual(["start", null]);
  arriveBy("reload");
  noteListening(SESSION, "reload");
  expect([takeListeningNote(SESSION), takeListeningNote(SESSION)]).toEqual(["reload", null]);
});

test.each([
  ["a new tab", () => {}],
  ["an address that is typed", () => [noteListening(SESSION, "reload"), arriveBy("navigate")]],
  ["Back, Forward and a restored tab", () => [noteListening(SESSION, "reload"), arriveBy("back_forward")]],
  ["a browser that is started later", () => [noteListening(SESSION, "reload"), vi.advanceTimersByTime(60_000)]],
  ["a clock that was set back", () => [noteListening(SESSION, "reload"), vi.setSystemTime(0)]],
  ["another session", () => noteListening(OTHER, "start")],
  ["the note of an earlier version", () => kept.set("interline.speaking", SESSION)],
])("after %s a page does not listen", (_what, happen) => {
  arriveBy("reload");
  happen();
  expect(takeListeningNote(SESSION)).toBeNull();
});
