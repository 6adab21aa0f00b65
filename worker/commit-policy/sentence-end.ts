import { endsClause, endsSentence } from "./sentence";
import { ABBREVIATIONS, TITLES, type WordLists, wordListsOf } from "./word-lists";
import { gapBetween, type SpokenWord } from "./words";

/** Why a segment is closed. `break`: the sound itself ends (a gap, stop, another take or language), or a human wrote in it. */
export type SegmentEnd = "mark" | "pause" | "wording" | "length" | "break";

/** When an open segment is closed. Times are ms of sound. */
export type SentenceRule = {
  /** Behind an end mark, where no word follows within this time. */
  readonly markMs: number;
  /** A pause of this length ends a sentence of an engine that writes marks, */
  readonly pauseMs: number;
  /** and this one a sentence of an engine that writes none. */
  readonly unmarkedPauseMs: number;
  /** No segment is longer than this, in words and in ms. */
  readonly mostWords: number;
  readonly mostMs: number;
  /** A silence of this share of those that the speaker makes parts phrases, where the engine writes no marks. */
  readonly phraseShare: number;
};

/** What is known at the place behind a settled word. */
export type Boundary = {
  /** The settled words of the open segment; the place is behind the last one. */
  readonly words: readonly SpokenWord[];
  readonly lang: string;
  /** From its first word to the end of its last, ms. */
  readonly lengthMs: number;
  /** The word that follows; null: none so far. */
  readonly next: SpokenWord | null;
  /** Silence behind the last word: up to the next one, or as long as it has lasted; null: the engine gives no times. */
  readonly gapMs: number | null;
  /** The longer ones of the silences that the speaker has made of late, ms. */
  readonly usualGapMs: number;
  /** The engine's marks come, and can be believed. */
  readonly isMarked: boolean;
  /** The engine itself has ended an utterance here. */
  readonly isEndpoint: boolean;
};

const NUMBER = /^[\p{Sc}]?\p{N}/u;
const NAME = /^\p{Lu}/u;

/** A silence like this ends a sentence, unless its last word cannot. */
const LONG_MS = 450;
/** A silence that parts phrases, of a sentence or between two, ms. */
const PHRASE_MS = 60;
/** A silence that rather parts sentences, ms; and as a share of those that the speaker makes. */
const BREATH_MS = 180;
const BREATH_SHARE = 0.7;
/** Fewer words than these are no sentence where silence and the next word are all that speaks for it. */
const WORDS_BEFORE_OPENER = 3;
const WORDS_BEFORE_BREATH = 5;
const WORDS_BEFORE_CONJUNCTION = 8;
/** Without marks a sentence that grows this long is closed in ever shorter silences, before words that can begin one. */
const LONG_SENTENCES: readonly (readonly [words: number, gapMs: number])[] = [
  [12, 70],
  [16, 30],
  [20, 0],
];
/** A single word is a sentence only behind a pause. */
const FEWEST_WORDS = 2;
/** From these shares of the longest segment on it is closed behind a clause, in a pause, and before a conjunction. */
const CLOSES_BEHIND_CLAUSE = 0.75;
const CLOSES_IN_PAUSE = 0.8;
const CLOSES_BEFORE_CONJUNCTION = 0.85;
/** So far beyond the longest it may be, in shares of it, not to end with a word that ends nothing, or within a name or number. */
const MOST_FOR_WORD = 1.06;
const MOST_FOR_NAME = 1.12;

/** Whether, and why, the open segment ends behind its last settled word. */
export function sentenceEnd(at: Boundary, rule: SentenceRule): SegmentEnd | null {
  const last = at.words.at(-1);
  if (!last) return null;
  if (at.isMarked && isMarkedEnd(at, last, rule)) return "mark";
  if (at.gapMs !== null && at.gapMs >= (at.isMarked ? rule.pauseMs : rule.unmarkedPauseMs)) return "pause";
  if (!at.isMarked && isUnmarkedEnd(at, last, rule)) return "wording";
  return isTooLong(at, last, rule) ? "length" : null;
}

/** A mark counts once the next word begins a sentence, or none follows for a moment. */
function isMarkedEnd(at: Boundary, last: SpokenWord, { markMs, pauseMs }: SentenceRule): boolean {
  const { next, gapMs, isEndpoint } = at;
  if (!endsSentence(last.text) || TITLES.has(bareOf(last))) return false;
  if (isAbbreviation(last) && !isEndpoint) return gapMs !== null && gapMs >= pauseMs / 2 && !isLowerCase(next);
  return next ? !isLowerCase(next) : isEndpoint || (gapMs !== null && gapMs >= markMs);
}

/** A full stop may belong to the word: of an abbreviation, initials or a number it says nothing about sentences. */
export function isAbbreviation(word: SpokenWord): boolean {
  const bare = bareOf(word);
  const isListed = TITLES.has(bare) || ABBREVIATIONS.has(bare);
  return /\.["'”’)\]]*$/u.test(word.text) && (isListed || /^(?:\p{L}\.)+\p{L}?$|^\p{L}$|^\p{N}+$/u.test(bare));
}

function bareOf({ text }: SpokenWord): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+$/u, "");
}

function isLowerCase(word: SpokenWord | null): boolean {
  return word !== null && /^\p{Ll}/u.test(word.text);
}

/** Silence, length and wording together, where the engine writes no marks. */
function isUnmarkedEnd(at: Boundary, last: SpokenWord, rule: SentenceRule): boolean {
  const { words, next, lang, isEndpoint } = at;
  const lists = wordListsOf(lang);
  if (lists.neverLast.has(last.key)) return false;
  if (isEndpoint) return words.length >= FEWEST_WORDS;
  if (!next) return false;
  const gap = at.gapMs ?? 0;
  if (gap >= LONG_MS) return words.length >= FEWEST_WORDS;
  const isConjunction = lists.conjunctions.has(next.key);
  const opens = lists.openers.has(next.key) && !isConjunction;
  const isPhrase = gap >= PHRASE_MS && gap >= rule.phraseShare * at.usualGapMs;
  const isBreath = gap >= BREATH_MS && gap >= BREATH_SHARE * at.usualGapMs;
  if (isPhrase && opens && !isFirstClause(words, lists)) return words.length >= WORDS_BEFORE_OPENER;
  if (isBreath) return words.length >= (isConjunction ? WORDS_BEFORE_CONJUNCTION : WORDS_BEFORE_BREATH);
  const isOpening = opens || isConjunction;
  return isOpening && LONG_SENTENCES.some(([long, silence]) => words.length >= long && gap >= silence);
}

/** "If it rains" goes on: a sentence that begins so has another clause. */
function isFirstClause(words: readonly SpokenWord[], lists: WordLists): boolean {
  if (!lists.subordinators.has(words[0]?.key ?? "")) return false;
  return !words.some((word, at) => {
    const next = words[at + 1];
    return next !== undefined && gapBetween(word, next) >= PHRASE_MS;
  });
}

/** At the longest it ends in any case, but not within a name or a number. */
function isTooLong({ words, next, gapMs, lengthMs, lang }: Boundary, last: SpokenWord, rule: SentenceRule): boolean {
  const share = Math.max(words.length / rule.mostWords, lengthMs / rule.mostMs);
  if (share < CLOSES_BEHIND_CLAUSE) return false;
  const lists = wordListsOf(lang);
  if (endsClause(last.text)) return true;
  if (next && isWithin(last, next)) return share >= MOST_FOR_NAME;
  if (lists.neverLast.has(last.key)) return share >= MOST_FOR_WORD;
  if (share >= CLOSES_IN_PAUSE && next && (gapMs ?? 0) >= PHRASE_MS) return true;
  if (share >= CLOSES_BEFORE_CONJUNCTION && next && lists.conjunctions.has(next.key)) return true;
  return share >= 1;
}

/** Two words of one number ("3 million", "twenty 4"), or of one name. */
function isWithin(last: SpokenWord, next: SpokenWord): boolean {
  return NUMBER.test(last.text) || NUMBER.test(next.text) || (NAME.test(last.text) && NAME.test(next.text));
}
