import { CHUNK_SAMPLES, OPUS_DELAY } from "#protocol/sound";
import { samplesOf } from "./melody";

/** A chunk is searched up to this many samples earlier and later: 10 ms. */
const REACH = 160;
/** Samples at the ends of a chunk that are not compared: codecs blur the change of pitch. */
const BLURRED = 400;
/** Correlation above which two sounds are the same, in spite of the codec. */
const SAME = 0.9;
/** Mean of the samples' absolute values, below which sound is silence. */
const SILENT = 30;

/**
 * Compares decoded sound with what was spoken: every chunk at its sample, none missing and none twice.
 * @param numbers of the chunks that were spoken (`chunkSinging`); 0: silence
 * @returns what is wrong; empty: nothing
 */
export function faultsOfSound(decoded: Int16Array, numbers: readonly number[]): string[] {
  const spoken = samplesOf(numbers);
  const missing = spoken.length - OPUS_DELAY - decoded.length;
  return [
    ...(missing === 0 ? [] : [`${missing} samples are missing`]),
    ...numbers.flatMap((k, index) => {
      const found = k === 0 ? faultOfSilence(decoded, index) : faultOfChunk(decoded, spoken, index);
      return found === null ? [] : [`chunk ${index} (${k}): ${found}`];
    }),
  ];
}

/** @returns what is wrong with a silent chunk; null: it is silent */
function faultOfSilence(decoded: Int16Array, index: number): string | null {
  const part = decoded.subarray(index * CHUNK_SAMPLES + BLURRED, (index + 1) * CHUNK_SAMPLES - BLURRED);
  const mean = part.reduce((sum, sample) => sum + Math.abs(sample), 0) / part.length;
  return mean < SILENT ? null : `silence has a mean of ${Math.round(mean)}`;
}

/** @returns what is wrong with a chunk; null: it is the same sound at the same samples */
function faultOfChunk(decoded: Int16Array, spoken: Int16Array, index: number): string | null {
  const from = index * CHUNK_SAMPLES + BLURRED;
  const length = CHUNK_SAMPLES - 2 * BLURRED;
  let best = { lag: 0, correlation: correlation(decoded, from, spoken, from, length) };
  for (let lag = -REACH; lag <= REACH; lag += 1) {
    const found = correlation(decoded, from + lag, spoken, from, length);
    if (found > best.correlation) best = { lag, correlation: found };
  }
  if (best.lag === 0 && best.correlation >= SAME) return null;
  return `best at ${best.lag} samples, with a correlation of ${best.correlation.toFixed(2)}`;
}

function correlation(a: Int16Array, atA: number, b: Int16Array, atB: number, length: number): number {
  let [both, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < length; at += 1) {
    const [x, y] = [a[atA + at] ?? 0, b[atB + at] ?? 0];
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA === 0 || ofB === 0 ? 0 : both / Math.sqrt(ofA * ofB);
}
