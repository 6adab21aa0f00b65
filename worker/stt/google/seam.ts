import { msToSamples } from "#protocol/sound";
import type { Word } from "#protocol/transcript";
import { indexAfter, lastWordAt, saidAgainUpTo } from "../repeated-text";
import { countRepeatedWords } from "../repeated-words";
import type { StreamResult } from "./stream-result";

const SAMPLES_PER_MS = msToSamples(1);
/** A last word that ends this close to a cut may be half a word, ms. */
const CUT_MS = 300;

/** The last final. The next stream may repeat its last words. */
export type Tail = { readonly text: string; readonly words: readonly Word[] };

/** The stream that a final belongs to, and the progress when it arrived. Positions are samples on the session's clock. */
export type StreamPlace = {
  /** The first sample of the stream, and the last one it was sent. */
  readonly from: number;
  readonly sent: number;
  /** Samples before this position already have a final. */
  readonly done: number;
  /** Its first words may repeat the last final. */
  readonly isAtSeam: boolean;
  /** The stream was closed in mid-speech. */
  readonly isCut: boolean;
  readonly lang: string;
};

export type Said = {
  readonly text: string;
  readonly words: readonly Word[];
  readonly startSample: number;
  readonly endSample: number;
};

/**
 * Converts a final to the session's clock, without first words that repeat the last final and without a last word that was
 * cut in two.
 */
export function finalWithoutRepeats(result: StreamResult, place: StreamPlace, tail: Tail): Said {
  const end = clamp(place.from + result.endMs * SAMPLES_PER_MS, place.done, place.sent);
  const whole = { text: result.text.trim(), words: result.words.map((word) => moved(word, place)) };
  const fresh = place.isAtSeam ? withoutAgain(whole, place, tail) : whole;
  const isNearCut = place.isCut && place.sent - end <= CUT_MS * SAMPLES_PER_MS;
  const kept = isNearCut ? withoutLast(fresh, place.lang) : fresh;
  const cutAt = kept === fresh ? undefined : fresh.words.at(-1)?.startMs;
  const endSample = cutAt === undefined ? end : clamp(cutAt * SAMPLES_PER_MS, place.done, end);
  const words = kept.words.map((word) => within(word, place.done, endSample));
  const first = words[0] ? words[0].startMs * SAMPLES_PER_MS : place.from;
  const startSample = clamp(Math.round(first), place.done, Math.max(place.done, endSample - 1));
  return { text: kept.text, words, startSample, endSample };
}

/** Returns a hypothesis without first words that repeat the last final. */
export function hypothesisWithoutRepeats(text: string, { lang, isAtSeam }: StreamPlace, tail: Tail): string {
  return isAtSeam ? text.slice(saidAgainUpTo(tail.text, text, lang)).trimStart() : text;
}

type Phrase = Tail;

function withoutAgain(phrase: Phrase, { from, done, lang }: StreamPlace, tail: Tail): Phrase {
  if (phrase.words.length === 0 || tail.words.length === 0) {
    // Without word times only sound that was sent twice can repeat words.
    return from < done ? { ...phrase, text: phrase.text.slice(saidAgainUpTo(tail.text, phrase.text, lang)) } : phrase;
  }
  const count = countRepeatedWords(tail.words, phrase.words);
  if (count === 0) return phrase;
  const [again, words] = [phrase.words.slice(0, count), phrase.words.slice(count)];
  const at = indexAfter(
    phrase.text,
    again.map(({ word }) => word),
  );
  const rest = at === -1 ? words.map(({ word }) => word).join(" ") : phrase.text.slice(at);
  // Removes the punctuation behind the removed words.
  return { text: words.length === 0 ? "" : rest.replace(/^[^\p{L}\p{N}]+/u, ""), words };
}

function withoutLast({ text, words }: Phrase, lang: string): Phrase {
  return { text: text.slice(0, lastWordAt(text, lang)).trim(), words: words.slice(0, -1) };
}

function moved(word: Word, { from }: StreamPlace): Word {
  const zero = from / SAMPLES_PER_MS;
  return { ...word, startMs: Math.round(zero + word.startMs), endMs: Math.round(zero + word.endMs) };
}

function within(word: Word, from: number, to: number): Word {
  const [least, most] = [Math.floor(from / SAMPLES_PER_MS), Math.ceil(to / SAMPLES_PER_MS)];
  return { ...word, startMs: clamp(word.startMs, least, most), endMs: clamp(word.endMs, least, most) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(value, most)));
}
