import { describe, expect, test } from "vitest";
import { SENTENCES, silence, speak } from "#testing/examples/speech";
import { clap, knock, pluck } from "#testing/examples/strokes";
import { isPercussion } from "#worker/stt/pocketsphinx/percussion";

const samples = (sound: Uint8Array) => new Int16Array(Uint8Array.from(sound).buffer);

describe("strokes", () => {
  test.each([
    ["a clap", clap(10)],
    ["a duller clap", clap(40)],
    ["two knocks", Int16Array.of(...knock(200), ...new Int16Array(2_400), ...knock(350))],
    ["a low string", pluck(110)],
    ["a high string", pluck(440)],
  ])("%s", (_name, sound) => {
    expect(isPercussion(Int16Array.of(...new Int16Array(4_000), ...sound, ...new Int16Array(4_000)))).toBe(true);
  });
});

describe("no strokes", () => {
  test.each(["yes", "no", "stop", "two", "please", SENTENCES[0]])("%s", (text) => {
    expect(isPercussion(samples(speak(text)))).toBe(false);
  });

  test("silence, and no sound", () => {
    expect(isPercussion(samples(silence(500)))).toBe(false);
    expect(isPercussion(new Int16Array(0))).toBe(false);
  });
});
