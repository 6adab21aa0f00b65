import { endsClause, endsSentence } from "./sentence";
import { ABBREVIATIONS, TITLES, type WordLists, wordListsOf } from "./word-lists";
import { gapBetween, type SpokenWord } from "./words";

/**
 * The reason why a segment is closed. `break`: the sound ends (a gap, stop, another take or language), or a human edited
 * it.
 */
export type SegmentEnd = "mark" | "pause" | "wording" | "length" | "break";

/** The rule that closes an open segment. Times are ms of sound. */
export type SentenceRule = {
  /** After an end mark, when no word follows within this time. */
  readonly markMs: number;
  /** A pause of this length ends a sentence of an engine with punctuation. */
  readonly sentencePauseMs: number;
  /** The same for an engine without punctuation. */
  readonly unmarkedPauseMs: number;
  /** No segment is longer than this, in words and in ms. */
  readonly mostWords: number;
  readonly mostMs: number;
  /** Without punctuation, a silence of this share of the speaker's usual gap separates phrases. */
  readonly phraseShare: number;
};

/** The known facts about the place after a settled word. */
export type Boundary = {
  /** The settled words of the open segment. The place is after the last one. */
  readonly words: readonly SpokenWord[];
  readonly lang: string;
  /** From its first word to the end of its last, ms. */
  readonly lengthMs: number;
  /** The word that follows; null: none so far. */
  readonly next: SpokenWord | null;
  /** ms of silence after the last word, up to the next one or to now; null: the engine gives no times. */
  readonly gapMs: number | null;
  /** Upper quartile of the speaker's recent silences, ms. */
  readonly usualGapMs: number;
  /** The engine writes punctuation that is reliable. */
  readonly isMarked: boolean;
  /** The engine has ended an utterance here. */
  readonly isEndpoint: boolean;
};

const NUMBER = /^[\p{Sc}]?\p{N}/u;
const NAME = /^\p{Lu}/u;

/** A silence of this length ends a sentence, unless its last word cannot end one, ms. */
const LONG_MS = 450;
/** A silence of this length separates phrases, ms. */
const PHRASE_MS = 60;
/**
 * A breath: a silence of at least BREATH_MS that is also at least BREATH_SHARE of the speaker's usual gap probably
 * separates sentences.
 */
const BREATH_MS = 180;
const BREATH_SHARE = 0.7;
/** Least words of a sentence when only a silence and the next word indicate its end. */
const WORDS_BEFORE_OPENER = 3;
const WORDS_BEFORE_BREATH = 5;
const WORDS_BEFORE_CONJUNCTION = 8;
/** Without punctuation, a long sentence is closed in shorter silences, before words that can begin a sentence. */
const LONG_SENTENCES: readonly (readonly [words: number, gapMs: number])[] = [
  [12, 70],
  [16, 30],
  [20, 0],
];
/** A single word is a sentence only before a pause. */
const FEWEST_WORDS = 2;
/**
 * Fill levels (share of the maximum length) from which a segment is closed after a clause, in a pause, or before a
 * conjunction.
 */
const CLOSES_BEHIND_CLAUSE = 0.75;
const CLOSES_IN_PAUSE = 0.8;
const CLOSES_BEFORE_CONJUNCTION = 0.85;
/**
 * Fill levels up to which a segment may exceed the maximum length, so that it does not end at a word of `neverLast`, or
 * within a name or number.
 */
const MOST_FOR_WORD = 1.06;
const MOST_FOR_NAME = 1.12;

/** Decides whether the open segment ends after its last settled word, and why; null: it continues. */
export function sentenceEnd(at: Boundary, rule: SentenceRule): SegmentEnd | null {
  const last = at.words.at(-1);
  if (!last) return null;
  if (at.isMarked && isMarkedEnd(at, last, rule)) return "mark";
  if (at.gapMs !== null && at.gapMs >= (at.isMarked ? rule.sentencePauseMs : rule.unmarkedPauseMs)) return "pause";
  if (!at.isMarked && isUnmarkedEnd(at, last, rule)) return "wording";
  return isTooLong(at, last, rule) ? "length" : null;
}

/** A mark counts once the next word begins a sentence, or no word follows for a moment. */
function isMarkedEnd(at: Boundary, last: SpokenWord, { markMs, sentencePauseMs }: SentenceRule): boolean {
  const { next, gapMs, isEndpoint } = at;
  if (!endsSentence(last.text) || TITLES.has(bareOf(last))) return false;
  if (isAbbreviation(last) && !isEndpoint) return gapMs !== null && gapMs >= sentencePauseMs / 2 && !isLowerCase(next);
  return next ? !isLowerCase(next) : isEndpoint || (gapMs !== null && gapMs >= markMs);
}

/** Whether a full stop belongs to the word (an abbreviation, initials, a number) rather than to a sentence. */
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

/** Decides by silence, length and wording when the engine writes no punctuation. */
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

/** A sentence that begins like "If it rains" has another clause, so it does not end after the first one. */
function isFirstClause(words: readonly SpokenWord[], lists: WordLists): boolean {
  if (!lists.subordinators.has(words[0]?.key ?? "")) return false;
  return !words.some((word, at) => {
    const next = words[at + 1];
    return next !== undefined && gapBetween(word, next) >= PHRASE_MS;
  });
}

/** Whether the segment has reached its longest size. It may exceed it slightly to keep a name or number together. */
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

/** Whether two words belong to one number ("3 million", "twenty 4") or one name. */
function isWithin(last: SpokenWord, next: SpokenWord): boolean {
  return NUMBER.test(last.text) || NUMBER.test(next.text) || (NAME.test(last.text) && NAME.test(next.text));
}
