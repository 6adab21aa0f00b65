import { msToSamples } from "#protocol/sound";
import type { HypothesisWord } from "./hypothesis-words";
import type { SpokenWord } from "./words";

/** A word and its place: the engine's times, or an estimate when `time` is null. */
export type PlacedWord = SpokenWord & {
  readonly startMs: number;
  readonly endMs: number;
};

/** Places unsettled words: each was spoken before it appeared in a hypothesis, and after the word before it. */
export function placeOpen(words: readonly HypothesisWord[], fromMs: number): (HypothesisWord & PlacedWord)[] {
  let from = fromMs;
  return words.map((word) => {
    const startMs = word.time?.startMs ?? from;
    const endMs = word.time?.endMs ?? Math.max(startMs, word.since);
    from = endMs;
    return { ...word, startMs, endMs };
  });
}

/** Places the words of a final. Words without times share its sound by their length. */
export function placeFinal(words: readonly SpokenWord[], fromMs: number, toMs: number): PlacedWord[] {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  let past = 0;
  const at = () => Math.round(fromMs + (Math.max(0, toMs - fromMs) * past) / Math.max(1, letters));
  return words.map((word) => {
    const startMs = word.time?.startMs ?? at();
    past += word.text.length;
    return { ...word, startMs, endMs: word.time?.endMs ?? at() };
  });
}

/** Whether a recogniser that starts at `ms` recognises the word again. */
export function isBeyond(word: PlacedWord, ms: number): boolean {
  return word.time ? (word.startMs + word.endMs) / 2 >= ms : word.endMs > ms;
}

/** A recogniser that starts in mid-speech needs this much context, ms. */
const CONTEXT_MS = 1_000;

/**
 * The sound before this position need not be recognised again: it is the start of the last word that is old enough. Words
 * without the engine's times prove nothing.
 * @returns samples; 0 when nothing is proved
 */
export function provedBy(committed: readonly PlacedWord[]): number {
  const end = committed.at(-1)?.endMs ?? 0;
  const isTimed = committed.every(({ time }) => time !== null);
  const first = isTimed ? committed.findLast(({ startMs }) => startMs <= end - CONTEXT_MS) : undefined;
  return first ? msToSamples(first.startMs) : 0;
}
