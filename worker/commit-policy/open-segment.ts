import type { SettledPiece, SettlingReason } from "./outcome";
import type { PlacedWord } from "./proof";
import { endsSentence } from "./sentence";
import { isAbbreviation, type SegmentEnd, type SentenceRule, sentenceEnd } from "./sentence-end";
import { gapBetween, type SpokenWord } from "./words";

/** What the worker before left of a segment that it had not closed. */
export type OpenStart = {
  /** Settled words of the open segment, oldest first; empty: none is open. */
  readonly words: readonly PlacedWord[];
  /** A sentence begins with it, or else with the next one. */
  readonly opens: boolean;
  /** What it is spoken in; absent: none is open. */
  readonly lang?: string;
};

/** What stands behind the settled words. */
export type Ahead = {
  /** The first word that is not settled yet; null: none that has stood long enough. */
  readonly next: SpokenWord | null;
  /** ms of sound up to which it is silent, where no word follows; null: something is said there. */
  readonly silentTo: number | null;
  /** The engine itself has ended an utterance behind them. */
  readonly isEndpoint: boolean;
};

/** So many marks are remembered to tell whether they can be believed. */
const MARKS_REMEMBERED = 6;
/** An engine that marks more often than every so many words marks at random. */
const FEWEST_WORDS_A_MARK = 2;
/** Then a mark counts only behind so many words. */
const WORDS_BEFORE_RANDOM_MARK = 8;

/** Shorter gaps between words are no silence, ms; longer ones tell no more of how somebody speaks. */
const SILENCE_MS = 60;
const LONGEST_USUAL_MS = 320;
const GAPS_REMEMBERED = 12;
/** Before anything is known of a speaker, ms. */
const USUAL_GAP_MS = 200;

/** The upper quartile, as soon as there are a few. */
function usualOf(gaps: readonly number[]): number {
  const sorted = gaps.toSorted((a, b) => a - b);
  return sorted.length < 4 ? USUAL_GAP_MS : (sorted[Math.floor(0.75 * sorted.length)] ?? USUAL_GAP_MS);
}

/** The last silences between words, with the one before `next`. */
function withGap(gaps: readonly number[], last: PlacedWord | undefined, next: PlacedWord): readonly number[] {
  const gap = last ? gapBetween(last, next) : 0;
  return gap >= SILENCE_MS ? [...gaps, Math.min(gap, LONGEST_USUAL_MS)].slice(-GAPS_REMEMBERED) : gaps;
}

/** The segment that is being spoken: it grows by settled words, and is closed where a sentence ends. */
export class OpenSegment {
  readonly #rule: SentenceRule;
  #words: readonly PlacedWord[];
  /** Words at its beginning that stand in a segment that a human closed. */
  #elsewhere = 0;
  #opens: boolean;
  #lang: string;
  #ordinal = 1;
  /** Words between the last marks. */
  #marks: readonly number[] = [];
  #sinceMark = 0;
  /** The last silences between words, ms. */
  #gaps: readonly number[] = [];
  #writesMarks = false;

  constructor(rule: SentenceRule, lang: string, start: OpenStart) {
    this.#rule = rule;
    this.#lang = start.lang ?? lang;
    this.#words = start.words;
    this.#opens = start.opens;
  }

  /** Settled words that people see in it. */
  get words(): readonly PlacedWord[] {
    return this.#elsewhere === 0 ? this.#words : this.#words.slice(this.#elsewhere);
  }

  /** A sentence begins with the open segment, or with the next one where none is open. */
  get opens(): boolean {
    return this.#opens;
  }

  /** The engine writes marks: it has been seen to. */
  seeMarks(): void {
    this.#writesMarks = true;
  }

  /** Another language is spoken from now on: what another engine would mark is not known. */
  forgetMarks(): void {
    this.#writesMarks = false;
    this.#marks = [];
  }

  /** The engine has now a mark behind the last settled word. */
  mark(word: SpokenWord | undefined): void {
    const last = this.#words.at(-1);
    if (!last || !word || word.key !== last.key || !/[^\p{L}\p{M}\p{N}]$/u.test(word.text)) return;
    if (!endsSentence(last.text)) this.#words = [...this.#words.slice(0, -1), { ...last, text: word.text }];
  }

  /** Takes settled words in, and closes a segment wherever one ends before or among them. */
  add(words: readonly PlacedWord[], lang: string, by: SettlingReason, anchor: number, ahead: Ahead): SettledPiece[] {
    const pieces: SettledPiece[] = [];
    if (this.#words.length > 0 && lang !== this.#lang) pieces.push(this.#close("break", [], by, anchor));
    if (lang !== this.#lang) this.#opens = true;
    this.#lang = lang;
    const added: PlacedWord[] = [];
    for (const word of words) {
      const end = this.#endBefore({ next: word, silentTo: null, isEndpoint: false });
      this.#gaps = withGap(this.#gaps, this.#words.at(-1), word);
      if (end) pieces.push(this.#close(end, added.splice(0), by, anchor));
      this.#words = [...this.#words, word];
      this.#count(word);
      added.push(word);
    }
    const end = this.#endBefore(ahead);
    if (end) return [...pieces, this.#close(end, added, by, anchor)];
    return added.length > 0 ? [...pieces, this.#piece(null, added, by, anchor)] : pieces;
  }

  /** Looks whether it ends now, though no more words are settled. */
  look(by: SettlingReason, anchor: number, ahead: Ahead): SettledPiece[] {
    const end = this.#endBefore(ahead);
    return end ? [this.#close(end, [], by, anchor)] : [];
  }

  /** Behind how many of the first `count` words that are not settled yet the segment ends; null: it goes on. */
  endAmong(words: readonly PlacedWord[], count: number): number | null {
    let [settled, gaps] = [this.words, this.#gaps];
    for (const [index, word] of words.slice(0, count).entries()) {
      gaps = withGap(gaps, settled.at(-1), word);
      settled = [...settled, word];
      const next = words[index + 1];
      if (next && this.#endOf(settled, gaps, { next, silentTo: null, isEndpoint: false })) return index + 1;
    }
    return null;
  }

  /** The sound ends here. */
  break(by: SettlingReason, anchor: number): SettledPiece[] {
    return this.#words.length > 0 ? [this.#close("break", [], by, anchor)] : [];
  }

  /**
   * A human closed it when it held so many words: what is settled behind them goes on as another segment, in mid-sentence.
   * Its pieces keep their ordinal and all of its words: some may be on their way into the store.
   */
  interrupt(ordinal: number, storedWords: number): void {
    if (ordinal !== this.#ordinal) return;
    this.#elsewhere = storedWords;
    this.#opens = false;
  }

  #endBefore(ahead: Ahead): SegmentEnd | null {
    return this.#endOf(this.words, this.#gaps, ahead);
  }

  #endOf(words: readonly PlacedWord[], gaps: readonly number[], ahead: Ahead): SegmentEnd | null {
    const { next, silentTo, isEndpoint } = ahead;
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) return null;
    const startsAt = next ? next.time && last.time && next.time.startMs : silentTo;
    const boundary = {
      words,
      lang: this.#lang,
      lengthMs: last.endMs - first.startMs,
      next,
      gapMs: startsAt === null ? null : startsAt - last.endMs,
      usualGapMs: usualOf(gaps),
      isMarked: this.#areMarksBelieved(),
      isEndpoint,
    };
    return sentenceEnd(boundary, this.#rule);
  }

  #areMarksBelieved(): boolean {
    if (!this.#writesMarks) return false;
    const dense = this.#marks.filter((words) => words <= FEWEST_WORDS_A_MARK).length;
    return dense <= MARKS_REMEMBERED / 2 || this.#words.length >= WORDS_BEFORE_RANDOM_MARK;
  }

  #count(word: SpokenWord): void {
    this.#sinceMark += 1;
    if (!endsSentence(word.text) || isAbbreviation(word)) return;
    this.#marks = [...this.#marks, this.#sinceMark].slice(-MARKS_REMEMBERED);
    this.#sinceMark = 0;
  }

  #close(end: SegmentEnd, added: readonly PlacedWord[], by: SettlingReason, anchor: number): SettledPiece {
    const piece = this.#piece(end, added, by, anchor);
    this.#opens = piece.needsMark || endsSentence(this.#words.at(-1)?.text ?? "");
    this.#words = [];
    this.#elsewhere = 0;
    this.#ordinal += 1;
    return piece;
  }

  #piece(end: SegmentEnd | null, added: readonly PlacedWord[], by: SettlingReason, anchor: number): SettledPiece {
    const words = this.#words;
    const startMs = words[0]?.startMs ?? 0;
    const isSentence = end !== null && end !== "length" && !this.#writesMarks;
    return {
      ordinal: this.#ordinal,
      added,
      words,
      lang: this.#lang,
      startMs,
      endMs: Math.max(startMs, words.at(-1)?.endMs ?? 0),
      opens: this.#opens,
      end,
      needsMark: isSentence && !endsSentence(words.at(-1)?.text ?? ""),
      by,
      anchor,
    };
  }
}
