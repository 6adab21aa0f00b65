import { expect, test } from "vitest";
import { SilenceDetector } from "#app/microphone/silence-detector";

function listen(detector: SilenceDetector, level: number, ms: number): void {
  for (let at = 0; at < ms; at += 200) detector.add(level, 200);
}

test("a microphone without any voice counts as unheard after 5 s", () => {
  const detector = new SilenceDetector();
  listen(detector, 0.0005, 4_800);
  expect(detector.unheard).toBe(false);
  listen(detector, 0, 200);
  expect([detector.unheard, detector.heard]).toEqual([true, false]);
});

test("a speaker who was heard counts as unheard after 20 s of silence, until the next voice", () => {
  const detector = new SilenceDetector();
  listen(detector, 0.1, 200);
  listen(detector, 0, 19_800);
  expect([detector.unheard, detector.heard]).toEqual([false, true]);
  listen(detector, 0, 200);
  expect(detector.unheard).toBe(true);
  listen(detector, 0.1, 200);
  expect(detector.unheard).toBe(false);
});
