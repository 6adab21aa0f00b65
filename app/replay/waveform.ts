import * as z from "zod/mini";
import { PEAK_SAMPLES } from "#protocol/sound";

/** The number of values of a waveform. */
export const WAVEFORM_VALUES = 1_000;

/** The loudest peak in each of equal lengths of a session's sound, 0 to 255; null: the sound there is lost. */
export const Waveform = z
  .array(z.nullable(z.int().check(z.minimum(0), z.maximum(255))))
  .check(z.maxLength(WAVEFORM_VALUES));
export type Waveform = z.infer<typeof Waveform>;

/** The stored peaks of a sound, each of 100 ms. `first` and `end` are samples on the session's clock. */
type Peaks = {
  readonly end: number;
  readonly parts: readonly { readonly first: number; readonly peaks: Uint8Array }[];
};

/** Reduces the stored peaks to the values of a waveform. */
export function makeWaveform({ end, parts }: Peaks): Waveform {
  const values: Waveform = Array.from({ length: WAVEFORM_VALUES }, () => null);
  const valueAt = (sample: number) => Math.min(WAVEFORM_VALUES, (sample / Math.max(1, end)) * WAVEFORM_VALUES);
  for (const { first, peaks } of parts)
    for (const [index, peak] of peaks.entries()) {
      const from = first + index * PEAK_SAMPLES;
      // A peak of a short sound is as long as several values.
      for (let at = Math.floor(valueAt(from)); at < valueAt(from + PEAK_SAMPLES); at += 1)
        values[at] = Math.max(values[at] ?? 0, peak);
    }
  return values;
}

/** The height of a silent value and of the loudest one, from the middle of the strip. */
const LEAST = 0.75;
const MOST = 15;
/** A whisper alone must not look like speech: quieter sound than this is not stretched. */
const LOUD = 48;

/**
 * The outline of a waveform as the path of an SVG, symmetric about `y` 16. Lost sound has none.
 * @param width the width of the whole sound
 */
export function waveformPath(values: Waveform, width: number): string {
  const loudest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), LOUD);
  const step = width / Math.max(1, values.length);
  const round = (value: number) => Math.round(value * 100) / 100;
  return values
    .map((value, index) => {
      if (value === null) return "";
      const half = Math.max(LEAST, (value / loudest) * MOST);
      return `M${round(index * step)} ${round(16 - half)}h${round(step)}v${round(2 * half)}h${round(-step)}z`;
    })
    .join("");
}
