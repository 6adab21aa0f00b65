import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AT_START, moveTo, nextSpeed, pause, placeAt, play, SPEEDS, withSpeed } from "#app/replay/clock";
import { endOf, lineAt, wordAt } from "#app/replay/cursor";
import { Replay } from "#app/replay/replay";

const END = 60_000;

describe("the clock of a replay", () => {
  test("runs at its speed, and stands still while it is stopped", () => {
    const started = play(AT_START, 1_000, END);
    expect(placeAt(started, 3_000, END)).toBe(2_000);
    const faster = withSpeed(started, 2, 3_000, END);
    expect(placeAt(faster, 4_000, END)).toBe(4_000);
    const slower = withSpeed(faster, 0.5, 4_000, END);
    expect(placeAt(slower, 6_000, END)).toBe(5_000);
    const stopped = pause(slower, 6_000, END);
    expect(placeAt(stopped, 99_000, END)).toBe(5_000);
    expect(placeAt(play(stopped, 99_000, END), 101_000, END)).toBe(6_000);
  });

  test("moves to any position, running or not, and starts from the beginning at the end", () => {
    expect(placeAt(moveTo(play(AT_START, 0, END), 30_000, 5_000, END), 6_000, END)).toBe(31_000);
    expect(placeAt(moveTo(AT_START, 30_000, 5_000, END), 6_000, END)).toBe(30_000);
    const ended = moveTo(AT_START, END + 5, 0, END);
    expect(ended.placeMs).toBe(END);
    expect(placeAt(play(ended, 0, END), 1_000, END)).toBe(1_000);
  });

  test("stays between beginning and end after any actions", () => {
    const deed = fc.oneof(
      fc.constant("play" as const),
      fc.constant("pause" as const),
      fc.record({ to: fc.integer({ min: -100_000, max: 200_000 }) }),
      fc.record({ speed: fc.constantFrom(...SPEEDS) }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(deed, fc.nat(50_000))), (deeds) => {
        let clock = AT_START;
        let now = 0;
        for (const [done, later] of deeds) {
          if (done === "play") clock = play(clock, now, END);
          else if (done === "pause") clock = pause(clock, now, END);
          else if ("to" in done) clock = moveTo(clock, done.to, now, END);
          else clock = withSpeed(clock, done.speed, now, END);
          const before = placeAt(clock, now, END);
          now += later;
          const place = placeAt(clock, now, END);
          expect(place).toBeGreaterThanOrEqual(before);
          expect(before).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(END);
        }
      }),
    );
  });

  test("has speeds from 0.5 to 2 in steps", () => {
    expect(nextSpeed(1, 1)).toBe(1.25);
    expect(nextSpeed(2, 1)).toBe(2);
    expect(nextSpeed(0.5, -1)).toBe(0.5);
  });
});

describe("the line and the word at a position", () => {
  const lines = [
    { startMs: 1_000, endMs: 2_000 },
    { startMs: 3_000, endMs: 5_000 },
    { startMs: 5_000, endMs: 6_000 },
  ];

  test.each([
    [0, -1],
    [1_000, 0],
    [2_500, 0],
    [4_999, 1],
    [5_000, 2],
    [99_000, 2],
  ])("at %d ms it is line %d", (ms, index) => {
    expect(lineAt(lines, ms)).toBe(index);
  });

  test("is a word for a time in proportion to its length, and none in the pause after the line", () => {
    const said = { startMs: 0, endMs: 1_000 };
    const wordOf = (ms: number) => {
      const piece = wordAt("a  bcd", said, ms);
      return piece && "a  bcd".slice(piece.from, piece.to);
    };
    expect([0, 249, 250, 999, 1_000].map(wordOf)).toEqual(["a", "a", "bcd", "bcd", null]);
    expect(wordAt("", said, 500)).toBeNull();
    expect(wordAt("a", { startMs: 5, endMs: 5 }, 5)).toBeNull();
  });

  test("ends with the line that ends last", () => {
    expect(endOf(lines)).toBe(6_000);
    expect(endOf([])).toBe(0);
  });
});

test("a replay reports its position to the page and stops at the end", () => {
  let now = 0;
  const replay = new Replay(() => now);
  const heard: number[] = [];
  replay.subscribe(() => heard.push(replay.getSnapshot().placeMs));
  replay.setEnd(10_000);
  expect(replay.getSnapshot().isBegun).toBe(false);
  replay.playOrPause();
  now = 4_000;
  replay.tick();
  expect(replay.getSnapshot()).toEqual({ placeMs: 4_000, isPlaying: true, speed: 1, isBegun: true });
  replay.moveBy(5_000);
  replay.changeSpeed(1);
  now = 6_000;
  replay.tick();
  expect(replay.getSnapshot()).toEqual({ placeMs: 10_000, isPlaying: false, speed: 1.25, isBegun: true });
  expect(heard.at(-1)).toBe(10_000);
  replay.playOrPause();
  expect(replay.getSnapshot()).toMatchObject({ placeMs: 0, isPlaying: true });
  replay.close();
});
