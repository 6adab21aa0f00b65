import { describe, expect, test } from "vitest";
import { Replay, type ReplaySound } from "#app/replay/replay";
import type { Segment } from "#protocol/transcript";

/** A sound of 6 s, whose place the test sets. */
function heardSound() {
  const done: string[] = [];
  const state = { placeMs: 0 };
  const sound: ReplaySound = {
    endMs: 6_000,
    placeMs: () => state.placeMs,
    playFrom: (placeMs) => {
      state.placeMs = placeMs;
      done.push(`play ${placeMs}`);
    },
    pause: () => void done.push("pause"),
    setSpeed: (speed) => void done.push(`speed ${speed}`),
  };
  return { sound, state, told: () => done.splice(0) };
}

describe("a replay with sound", () => {
  const begun = () => {
    const time = { now: 0 };
    const replay = new Replay(() => time.now);
    replay.setLines([line(1_000, 2_000), line(7_000, 10_000)], 6_000);
    const { sound, state, told } = heardSound();
    replay.setSound(sound);
    expect(told()).toEqual(["speed 1"]);
    return { replay, time, state, told, at: () => replay.getSnapshot().placeMs };
  };

  test("reads its place from the sound, also while the sound does not move", () => {
    const { replay, time, state, told, at } = begun();
    replay.moveTo(500);
    replay.playOrPause();
    expect(told()).toEqual(["play 500"]);
    time.now = 9_000;
    replay.tick();
    expect(at()).toBe(500);
    state.placeMs = 1_250;
    replay.tick();
    expect(at()).toBe(1_250);
    replay.setSpeed(2.5);
    replay.moveBy(-1_000);
    expect(told()).toEqual(["speed 2.5", "play 250"]);
    state.placeMs = 900;
    replay.playOrPause();
    expect(told()).toEqual(["pause"]);
    expect(replay.getSnapshot()).toMatchObject({ placeMs: 900, isPlaying: false, speed: 2.5 });
  });

  test("continues in its own rhythm after the end of the sound, and the sound again before it", () => {
    const { replay, time, state, told, at } = begun();
    replay.playOrPause();
    state.placeMs = 6_000;
    replay.tick();
    expect(told()).toEqual(["play 0", "pause"]);
    time.now += 1_500;
    replay.tick();
    expect(at()).toBe(7_500);
    replay.moveTo(5_000);
    expect(told()).toEqual(["play 5000"]);
    replay.moveTo(8_000);
    expect(told()).toEqual(["pause"]);
    time.now += 2_000;
    replay.tick();
    expect(replay.getSnapshot()).toMatchObject({ placeMs: 10_000, isPlaying: false });
  });

  test("continues without the sound from where it was lost", () => {
    const { replay, time, state, at } = begun();
    replay.playOrPause();
    state.placeMs = 3_000;
    time.now = 5_000;
    replay.setSound(null);
    time.now = 5_400;
    replay.tick();
    expect(replay.getSnapshot()).toMatchObject({ placeMs: 3_400, isPlaying: true });
    replay.close();
    time.now = 9_000;
    replay.tick();
    expect(at()).toBe(3_400);
  });

  test("follows a pause from outside, but not the pause that it asked for itself", () => {
    const { replay, told } = begun();
    replay.playOrPause();
    replay.followSound(false);
    expect(replay.getSnapshot().isPlaying).toBe(false);
    replay.followSound(true);
    expect(replay.getSnapshot().isPlaying).toBe(true);
    replay.moveTo(7_000);
    replay.followSound(false);
    expect(replay.getSnapshot().isPlaying).toBe(true);
    expect(told()).toEqual(["play 0", "pause", "play 0", "pause"]);
    replay.close();
  });

  test("plays one line, and pauses after it", () => {
    const { replay, state, told } = begun();
    replay.playLine(line(1_000, 2_000));
    expect(told()).toEqual(["play 1000"]);
    state.placeMs = 2_199;
    replay.tick();
    expect(replay.getSnapshot().isPlaying).toBe(true);
    state.placeMs = 2_210;
    replay.tick();
    expect(told()).toEqual(["pause"]);
    expect(replay.getSnapshot().isPlaying).toBe(false);
  });

  test("plays one line from a place in it, repeats one until it is asked again, and slows down until the line is left", () => {
    const { replay, state, told } = begun();
    replay.playLine(line(1_000, 2_000), 1_500);
    expect(told()).toEqual(["play 1500"]);
    replay.repeatLine(line(1_000, 2_000));
    for (const _ of "12") {
      expect(told()).toEqual(["play 1000"]);
      state.placeMs = 2_210;
      replay.tick();
    }
    expect(replay.getSnapshot()).toMatchObject({ isPlaying: true, isRepeating: true });
    replay.repeatLine(line(1_000, 2_000));
    expect(told()).toEqual(["play 1000", "pause"]);
    expect(replay.getSnapshot()).toMatchObject({ isPlaying: false, isRepeating: false });
    replay.setSpeed(1.5);
    replay.playSlowly();
    replay.playSlowly();
    replay.playSlowly();
    replay.repeatLine(line(1_000, 2_000));
    expect(replay.getSnapshot()).toMatchObject({ speed: 0.75, isSlow: true, isRepeating: true });
    replay.endLine();
    expect(replay.getSnapshot()).toMatchObject({ speed: 1.5, isSlow: false, isRepeating: false, isPlaying: false });
  });

  test("passes over silences when asked, and stops where no words follow", () => {
    const { replay, state, told, time } = begun();
    replay.setSkipsSilences(true);
    replay.playOrPause();
    replay.tick();
    // The first words begin after a second.
    expect(told()).toEqual(["play 0", "play 800"]);
    state.placeMs = 2_400;
    replay.tick();
    expect(told()).toEqual(["pause"]);
    expect(replay.getSnapshot()).toMatchObject({ placeMs: 6_800, isPlaying: true });
    replay.setLines([line(1_000, 2_000)], 30_000);
    time.now += 10;
    replay.tick();
    expect(replay.getSnapshot()).toMatchObject({ placeMs: 30_000, isPlaying: false });
  });
});

function line(startMs: number, endMs: number): Segment {
  return { seq: 1, part: 0, rev: 1, kind: "speech", lang: "en-US", text: "a", startMs, endMs } as Segment;
}
