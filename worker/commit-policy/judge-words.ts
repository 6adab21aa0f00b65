import type { JudgedWord } from "#store/segments/word-confidences";
import type { PlacedWord } from "./placed-words";
import type { SpokenWord } from "./words";

/** Longest distance between the middles of a word in a hypothesis and in the final result, ms. */
const MOVED_MS = 300;

/**
 * Returns the confidences that a final gives to settled words that have none. A word that the final does not have at its
 * place gets 0: the engine has compared both and found others more likely.
 * @param span the sound of the final, ms. A settled word that is partly outside gets no 0
 */
export function judgeWords(
  settled: readonly PlacedWord[],
  final: readonly SpokenWord[],
  span: { readonly startMs: number; readonly endMs: number },
): JudgedWord[] {
  const left = new Set(final);
  return settled.flatMap((word) => {
    const { time, key } = word;
    if (!time || time.confidence !== null) return [];
    const { startMs, endMs } = time;
    const found = nearest(
      word,
      [...left].filter((other) => other.key === key),
    );
    if (found) left.delete(found);
    const isWithin = startMs >= span.startMs && endMs <= span.endMs;
    const confidence = found ? (found.time?.confidence ?? null) : isWithin ? 0 : null;
    return confidence === null ? [] : [{ startMs, endMs, confidence }];
  });
}

/** Adds to each word without a confidence the one with its times. */
export function withConfidences(words: readonly PlacedWord[], judged: readonly JudgedWord[]): readonly PlacedWord[] {
  if (judged.length === 0) return words;
  return words.map((word) => {
    const { time } = word;
    const own = judged.find(({ startMs, endMs }) => startMs === time?.startMs && endMs === time.endMs);
    return time && own && time.confidence === null ? { ...word, time: { ...time, confidence: own.confidence } } : word;
  });
}

function nearest(word: PlacedWord, others: readonly SpokenWord[]): SpokenWord | undefined {
  const middle = (word.startMs + word.endMs) / 2;
  const distance = ({ time }: SpokenWord) =>
    time ? Math.abs((time.startMs + time.endMs) / 2 - middle) : Number.POSITIVE_INFINITY;
  return others.filter((other) => distance(other) <= MOVED_MS).toSorted((a, b) => distance(a) - distance(b))[0];
}
