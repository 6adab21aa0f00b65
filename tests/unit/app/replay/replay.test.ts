import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AT_START, moveTo, nextSpeed, pause, placeAt, play, SPEEDS, withSpeed } from "#app/replay/clock";
import { endOf, lineAt, placeOfWord, wordAt } from "#app/replay/cursor";
import { Replay } from "#app/replay/replay";
import { afterSilence } from "#app/replay/silence";
import type { Segment } from "#protocol/transcript";

const END = 60_000;
/** No line is repeated or slowed down. */
const NO_LINE = { isRepeating: false, isSlow: false };

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

  test("has speeds from 0.5 to 2.5 in steps", () => {
    expect(nextSpeed(1, 1)).toBe(1.25);
    expect(nextSpeed(2, 1)).toBe(2.5);
    expect(nextSpeed(2.5, 1)).toBe(2.5);
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

  test("is the word that the recogniser heard then, where its times are known", () => {
    const said = { startMs: 1_000, endMs: 3_000 };
    const times: [number, number, number, number][] = [
      [0, 1, 1_000, 1_100],
      [3, 6, 2_500, 3_000],
    ];
    expect([999, 1_000, 1_100, 2_499, 2_500, 3_000].map((ms) => wordAt("a  bcd", said, ms, times)?.from)).toEqual([
      undefined,
      0,
      undefined,
      undefined,
      3,
      undefined,
    ]);
    expect([0, 1, 4, 6].map((offset) => placeOfWord("a  bcd", said, offset, times))).toEqual([
      1_000, 2_500, 2_500, 2_500,
    ]);
  });

  test("a press on a word goes to the place at which that word begins", () => {
    const words = fc.array(fc.stringMatching(/^[a-zé]{1,9}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.nat(90_000), fc.integer({ min: 200, max: 20_000 }), fc.nat(99), (said, startMs, ms, at) => {
        const text = said.join(" ");
        const timed = { startMs, endMs: startMs + ms };
        const index = at % said.length;
        const from = said.slice(0, index).join(" ").length + (index === 0 ? 0 : 1);
        expect(wordAt(text, timed, placeOfWord(text, timed, from))?.from).toBe(from);
        expect(wordAt(text, timed, placeOfWord(text, timed, from) - 1)?.from ?? -1).toBeLessThan(from);
      }),
    );
    expect(placeOfWord("", { startMs: 7, endMs: 9 }, 0)).toBe(7);
    expect(placeOfWord("a bc ", { startMs: 0, endMs: 300 }, 5)).toBe(100);
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
  replay.setLines([line(0, 10_000)]);
  expect(replay.getSnapshot().isBegun).toBe(false);
  replay.playOrPause();
  now = 4_000;
  replay.tick();
  expect(replay.getSnapshot()).toEqual({ ...NO_LINE, placeMs: 4_000, isPlaying: true, speed: 1, isBegun: true });
  replay.moveBy(5_000);
  replay.changeSpeed(1);
  now = 6_000;
  replay.tick();
  expect(replay.getSnapshot()).toEqual({ ...NO_LINE, placeMs: 10_000, isPlaying: false, speed: 1.25, isBegun: true });
  expect(heard.at(-1)).toBe(10_000);
  replay.playOrPause();
  expect(replay.getSnapshot()).toMatchObject({ placeMs: 0, isPlaying: true });
  replay.close();
});

describe("a silence", () => {
  const lines = [
    line(2_000, 3_000),
    line(3_800, 5_000),
    { ...line(5_000, 9_000), kind: "gap" as const },
    line(9_000, 9_500),
  ];

  test.each([
    [0, 1_800, "before the first words"],
    [1_700, null, "too little is left"],
    [3_299, null, "right after words"],
    [3_300, null, "shorter than a second"],
    [5_299, null, "right after the words before a gap"],
    [5_300, 8_800, "a gap is silence"],
    [9_400, null, "words"],
    [9_800, Number.POSITIVE_INFINITY, "no words follow"],
  ])("at %d ms continues at %d: %s", (placeMs, next, _why) => {
    expect(afterSilence(lines, placeMs)).toBe(next);
  });
});

function line(startMs: number, endMs: number): Segment {
  return { seq: 1, part: 0, rev: 1, kind: "speech", lang: "en-US", text: "a", startMs, endMs } as Segment;
}
