import type { ExportedSegment } from "#protocol/export";

/** Maps a share (0 to 1) of a segment's text to the time at which it was spoken, in ms on the session's clock. */
export type SpokenClock = {
  /** Start time of the word that begins at the share or contains it. */
  begins(share: number): number;
  /** End time of the word that ends at the share or contains it. */
  ends(share: number): number;
};

type Mark = { readonly share: number; readonly startMs: number; readonly endMs: number };

/**
 * The clock of a segment. A translation, and a corrected text, follow the spoken words by their share of the text.
 * Without word times, the segment's own time is divided in proportion.
 */
export function spokenClock({ startMs, endMs, words }: ExportedSegment): SpokenClock {
  const marks = marksOf(words ?? [], startMs, endMs);
  if (marks.length === 0) {
    const at = (share: number) => startMs + (endMs - startMs) * share;
    return { begins: at, ends: at };
  }
  // Shares of two texts are never exactly equal; half a character is no difference.
  const slack = 1e-9;
  return {
    begins: (share) => firstMark(marks, (mark) => mark.share > share + slack)?.startMs ?? startMs,
    ends: (share) => firstMark(marks, (mark) => mark.share >= share - slack)?.endMs ?? endMs,
  };
}

/** Binary search for the first mark that satisfies `isBehind`; the last mark if none does. Shares are ascending. */
function firstMark(marks: readonly Mark[], isBehind: (mark: Mark) => boolean): Mark | undefined {
  let [low, high] = [0, marks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const mark = marks[middle];
    if (mark && isBehind(mark)) high = middle;
    else low = middle + 1;
  }
  return marks[low];
}

/**
 * Each word with the share of the text at its end. Word times of an engine may run backwards by a little; these do not.
 */
function marksOf(words: NonNullable<ExportedSegment["words"]>, lineStart: number, lineEnd: number): Mark[] {
  const total = words.reduce((sum, { word }) => sum + word.length, 0);
  let read = 0;
  let latest = lineStart;
  if (total === 0) return [];
  return words.map(({ word, startMs, endMs }) => {
    read += word.length;
    const start = Math.min(lineEnd, Math.max(latest, startMs));
    latest = Math.min(lineEnd, Math.max(start, endMs));
    return { share: read / total, startMs: start, endMs: latest };
  });
}
