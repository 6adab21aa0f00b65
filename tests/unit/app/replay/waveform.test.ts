import { expect, test } from "vitest";
import { makeWaveform, WAVEFORM_VALUES, Waveform, waveformPath } from "#app/replay/waveform";

const peaks = (...values: number[]) => Uint8Array.from(values);

test("a waveform has the loudest peak of each length, and none where sound is lost", () => {
  // 400 s: four peaks a value. The second quarter is lost.
  const end = 400 * 16_000;
  const quiet = new Uint8Array(1_000).fill(7);
  const first = Uint8Array.from(quiet);
  first[999] = 90;
  const values = makeWaveform({
    end,
    parts: [
      { first: 0, peaks: first },
      { first: end / 2, peaks: new Uint8Array(2_000).fill(9) },
    ],
  });
  expect(values).toEqual([
    ...Array.from({ length: 249 }, () => 7),
    90,
    ...Array.from({ length: 250 }, () => null),
    ...Array.from({ length: 500 }, () => 9),
  ]);
  expect(Waveform.parse(values)).toEqual(values);
});

test("a waveform has 1,000 values also for a short sound, for no sound, and for a part beyond the end", () => {
  const short = makeWaveform({ end: 3_200, parts: [{ first: 0, peaks: peaks(3, 200) }] });
  expect(short).toEqual([...Array.from({ length: 500 }, () => 3), ...Array.from({ length: 500 }, () => 200)]);
  expect(makeWaveform({ end: 0, parts: [] })).toHaveLength(WAVEFORM_VALUES);
  expect(makeWaveform({ end: 1_600, parts: [{ first: 0, peaks: peaks(5, 6, 7) }] })).toEqual(
    Array.from({ length: WAVEFORM_VALUES }, () => 5),
  );
});

test("the path of a waveform draws each value about the middle, and nothing for lost sound", () => {
  expect(waveformPath([255, null, 0], 300)).toBe("M0 1h100v30h-100zM200 15.25h100v1.5h-100z");
  // A whisper stays small.
  expect(waveformPath([16], 10)).toBe("M0 11h10v10h-10z");
});
