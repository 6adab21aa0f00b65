import type { ExportLine } from "#protocol/export";

/** When a share (0 to 1) of a line's text was said. Times in ms on the session's clock. */
export type SpokenClock = {
  /** The word that begins there, or that it lies within, begins at. */
  begins(share: number): number;
  /** The word that ends there, or that it lies within, ends at. */
  ends(share: number): number;
};

type Mark = { readonly share: number; readonly startMs: number; readonly endMs: number };

/**
 * The clock of a line. A translation, and a text that was corrected, follow the words as spoken by their share of the
 * text; where no times of words are known, the line's own time is shared out.
 */
export function spokenClock({ startMs, endMs, words }: ExportLine): SpokenClock {
  const marks = marksOf(words ?? [], startMs, endMs);
  if (marks.length === 0) {
    const at = (share: number) => startMs + (endMs - startMs) * share;
    return { begins: at, ends: at };
  }
  // Shares of two texts are never quite equal; half a character is no difference.
  const slack = 1e-9;
  return {
    begins: (share) => firstMark(marks, (mark) => mark.share > share + slack)?.startMs ?? startMs,
    ends: (share) => firstMark(marks, (mark) => mark.share >= share - slack)?.endMs ?? endMs,
  };
}

/** The first mark from which on all are behind a place, else the last one: the shares only grow. */
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

/** Each word with the share of the text at its end. Engines' times may run backwards by a little: here they do not. */
function marksOf(words: NonNullable<ExportLine["words"]>, lineStart: number, lineEnd: number): Mark[] {
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
