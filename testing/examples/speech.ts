import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { msToSamples } from "#protocol/sound";

/** Sentences that PocketSphinx recognises well in a synthetic voice. */
export const SENTENCES = [
  "good morning everyone and thank you for coming",
  "the meeting will start in ten minutes",
  "where is the nearest train station",
  "i would like a cup of coffee please",
  "she bought three books at the store yesterday",
  "we need to discuss the budget for next year",
  "the weather is very cold today",
  "my brother works in a hospital in london",
  "please open the window and close the door",
  "the train to the city leaves at seven in the morning",
] as const;

/** Speech of Debian's flite, as 16 kHz 16-bit PCM without a header. */
export function speak(text: string, voice = "slt"): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "interline-speech-"));
  try {
    const file = join(folder, "speech.wav");
    execFileSync("flite", ["-voice", voice, "-t", text, "-o", file]);
    // flite writes a header of 44 bytes.
    return new Uint8Array(readFileSync(file).subarray(44));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Digital silence. */
export function silence(ms: number): Uint8Array {
  return new Uint8Array(2 * msToSamples(ms));
}

/** White noise of this amplitude, deterministic for a seed. */
export function noise(ms: number, amplitude: number, seed = 1): Uint8Array {
  const samples = new Int16Array(msToSamples(ms));
  let state = seed;
  for (let at = 0; at < samples.length; at += 1) {
    // A linear congruential generator (Numerical Recipes, 2nd edition, 7.1).
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    samples[at] = Math.round((state / 2 ** 31 - 1) * amplitude);
  }
  return new Uint8Array(samples.buffer);
}

export function join16(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** (substitutions + deletions + insertions) / words of the reference; case and punctuation do not count. */
export function wordErrorRate(reference: string, recognised: string): number {
  const expected = wordsOf(reference);
  return wordErrors(expected, wordsOf(recognised)) / Math.max(1, expected.length);
}

/** Levenshtein distance in words. */
export function wordErrors(expected: readonly string[], actual: readonly string[]): number {
  let row = actual.map((_, at) => at + 1);
  expected.forEach((word, at) => {
    let [diagonal, left] = [at, at + 1];
    row = row.map((above, column) => {
      left = Math.min(above + 1, left + 1, diagonal + (actual[column] === word ? 0 : 1));
      diagonal = above;
      return left;
    });
  });
  return row.at(-1) ?? expected.length;
}

/** Length of the longest run of reference words that are missing, in the alignment with most matches. */
export function longestMiss(reference: string, recognised: string): number {
  const [expected, actual] = [wordsOf(reference), wordsOf(recognised)];
  // common[i][j]: the length of the longest common subsequence of the words from there on.
  const common = Array.from({ length: expected.length + 1 }, () => Array<number>(actual.length + 1).fill(0));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = expected.length - 1; i >= 0; i -= 1) {
    for (let j = actual.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row) row[j] = expected[i] === actual[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let [longest, missed] = [0, 0];
  for (let i = 0, j = 0; i < expected.length; ) {
    if (j < actual.length && expected[i] === actual[j]) [i, j, missed] = [i + 1, j + 1, 0];
    else if (j < actual.length && at(i, j + 1) > at(i + 1, j)) j += 1;
    else [i, missed, longest] = [i + 1, missed + 1, Math.max(longest, missed + 1)];
  }
  return longest;
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}
