import { expect, test } from "vitest";
import { SilenceDetector } from "#app/microphone/silence-detector";

function listen(hearing: SilenceDetector, level: number, ms: number): void {
  for (let at = 0; at < ms; at += 200) hearing.add(level, 200);
}

test("a microphone without any voice counts as unheard after 5 s", () => {
  const hearing = new SilenceDetector();
  listen(hearing, 0.0005, 4_800);
  expect(hearing.unheard).toBe(false);
  listen(hearing, 0, 200);
  expect([hearing.unheard, hearing.heard]).toEqual([true, false]);
});

test("a speaker who was heard counts as unheard after 20 s of silence, until the next voice", () => {
  const hearing = new SilenceDetector();
  listen(hearing, 0.1, 200);
  listen(hearing, 0, 19_800);
  expect([hearing.unheard, hearing.heard]).toEqual([false, true]);
  listen(hearing, 0, 200);
  expect(hearing.unheard).toBe(true);
  listen(hearing, 0.1, 200);
  expect(hearing.unheard).toBe(false);
});
