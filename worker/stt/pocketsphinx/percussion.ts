import { msToSamples } from "#protocol/sound";
import { loudness } from "./loudness";

/** The loudness is measured every 5 ms, over 10 ms. */
const STEP_MS = 5;
const STEP = msToSamples(STEP_MS);
const FRAME = 2 * STEP;

/** 6 dB: a smaller rise is no new sound. */
const RISE = 2;
/** A sound below this share of the loudest one is not judged. */
const AUDIBLE = 0.06;
/** A rise is timed between these shares of its peak. */
const FROM = 0.25;
const TO = 0.9;

/**
 * Claps, knocks and plucked strings rise within 10 ms. Of 73 single words of people and of synthetic voices one rose as
 * fast (`c`); the voice that follows a plosive rises more slowly.
 */
const FASTEST_VOICE_MS = 15;

/** Whether a sound consists of strokes only: each of its rises is too fast for a voice. */
export function isPercussion(sound: Int16Array): boolean {
  const rises = riseTimes(loudnessOf(sound));
  return rises.length > 0 && rises.every((ms) => ms < FASTEST_VOICE_MS);
}

/** The loudness of each step, at least 1: digital silence has no ratio. */
function loudnessOf(sound: Int16Array): number[] {
  const steps = Math.floor((sound.length - 1 - FRAME) / STEP) + 1;
  return Array.from({ length: Math.max(0, steps) }, (_, step) => {
    return loudness(sound.subarray(step * STEP, step * STEP + FRAME + 1)) + 1;
  });
}

/** The time of each rise to a peak, in ms. A peak ends where the loudness has halved, a rise begins where it has doubled. */
function riseTimes(loudness: readonly number[]): number[] {
  const audible = loudness.reduce((most, next) => Math.max(most, next), 0) * AUDIBLE;
  const at = (index: number) => loudness[index] ?? 0;
  const times: number[] = [];
  let extreme = 0;
  let isRising = false;
  for (let index = 1; index < loudness.length; index += 1) {
    if (isRising ? at(index) > at(extreme) : at(index) < at(extreme)) extreme = index;
    else if (!isRising && at(index) > RISE * at(extreme) && at(index) > audible) [isRising, extreme] = [true, index];
    else if (isRising && RISE * at(index) < at(extreme)) {
      times.push(riseTime(loudness, extreme));
      [isRising, extreme] = [false, index];
    }
  }
  return times;
}

function riseTime(loudness: readonly number[], peak: number): number {
  const top = loudness[peak] ?? 0;
  let from = peak;
  while (from > 0 && (loudness[from] ?? 0) > FROM * top) from -= 1;
  let to = from;
  while ((loudness[to] ?? 0) < TO * top) to += 1;
  return (to - from) * STEP_MS;
}
