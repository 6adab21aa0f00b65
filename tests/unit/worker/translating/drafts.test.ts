import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft } from "#protocol/transcript";
import { Drafts } from "#worker/translating/drafts";

const INTERVAL_MS = 200;
let shown: Draft[];
let drafts: Drafts;

const say = (text: string, seq = 1) => drafts.show({ seq, text, startMs: 0, covered: 0 });
const texts = () => shown.map(({ text }) => text);

beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  drafts = new Drafts(7, INTERVAL_MS, (draft) => shown.push(draft));
});
afterEach(() => vi.useRealTimers());

test("the first draft of a phrase is shown at once, then the newest every 200 ms", () => {
  for (let i = 1; i <= 10; i += 1) {
    say(`word ${i}`);
    vi.advanceTimersByTime(50);
  }
  expect(texts()).toEqual(["word 1", "word 4", "word 8"]);
  vi.advanceTimersByTime(INTERVAL_MS);
  expect(texts().at(-1)).toBe("word 10");
});

test("the first draft of the next phrase does not wait", () => {
  say("first phrase");
  drafts.drop();
  say("second phrase", 2);
  expect(texts()).toEqual(["first phrase", "second phrase"]);
});

test("a draft is not sent after it is dropped", () => {
  say("good");
  say("good morning");
  drafts.drop();
  vi.advanceTimersByTime(10 * INTERVAL_MS);
  drafts.repeat();
  expect(texts()).toEqual(["good"]);
});

test("a withdrawn draft is removed from screens once", () => {
  say("noise");
  drafts.withdraw();
  drafts.withdraw();
  expect(texts()).toEqual(["noise", ""]);
});

test("the shown draft is repeated with a new number", () => {
  say("good morning");
  drafts.repeat();
  expect(texts()).toEqual(["good morning", "good morning"]);
  expect(shown.map(({ epoch, counter }) => [epoch, counter])).toEqual([
    [7, 1],
    [7, 2],
  ]);
});
