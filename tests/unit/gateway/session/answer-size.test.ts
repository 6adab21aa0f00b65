import { expect, test } from "vitest";
import { AnswerSize } from "#gateway/session/answer-size";

/** The sizes of answers to a page that asks for the rest this many ms after each answer. */
function sizesAfter(...waits: number[]): number[] {
  const size = new AnswerSize();
  const sizes = [size.next(0)];
  let now = 0;
  for (const ms of waits) {
    size.answered(true, now);
    now += ms;
    sizes.push(size.next(now));
  }
  return sizes;
}

test("answers grow fourfold at most while a page asks quickly, up to a bound", () => {
  expect(sizesAfter(10, 0, 100)).toEqual([200_000, 800_000, 2_000_000, 2_000_000]);
});

test("an answer that took longer than 250 ms is followed by a smaller one, and never by one below the first", () => {
  expect(sizesAfter(62.5, 500, 5_000)).toEqual([200_000, 800_000, 400_000, 200_000]);
});

test("a page that has read everything begins with a small answer again", () => {
  const size = new AnswerSize();
  size.next(0);
  size.answered(true, 0);
  expect(size.next(10)).toBe(800_000);
  size.answered(false, 20);
  expect(size.next(30)).toBe(200_000);
});
