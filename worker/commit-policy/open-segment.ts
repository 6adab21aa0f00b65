import type { JudgedWord } from "#store/segments/word-confidences";
import { withConfidences } from "./judge-words";
import type { SettledPiece, SettlingReason } from "./outcome";
import type { PlacedWord } from "./placed-words";
import { endsSentence } from "./sentence";
import { isAbbreviation, type SegmentEnd, type SentenceRule, sentenceEnd } from "./sentence-end";
import { gapBetween, type SpokenWord } from "./words";

/** The segment that the previous worker left open. */
export type OpenStart = {
  /** Settled words of the open segment, oldest first; empty: none is open. */
  readonly words: readonly PlacedWord[];
  /** Whether a sentence begins with the open segment, or with the next one if none is open. */
  readonly opens: boolean;
  /** BCP 47 tag of its language; absent: none is open. */
  readonly lang?: string;
};

/** The words after the settled ones. */
export type Ahead = {
  /** The first word that is not settled yet; null: none is stable enough. */
  readonly next: SpokenWord | null;
  /** If no word follows: there is silence up to this position, ms of sound; null: there is speech. */
  readonly silentTo: number | null;
  /** The engine has ended an utterance here. */
  readonly isEndpoint: boolean;
};

/** The anchor, in samples, `before` the added words are stored and `after` all of them are. */
export type Anchors = { readonly before: number; readonly after: number };

/** Number of punctuation marks by which their reliability is judged. */
const MARKS_REMEMBERED = 6;
/** Marks that follow each other within this many words are random. */
const FEWEST_WORDS_A_MARK = 2;
/** With random marks, a mark counts only after this many words. */
const WORDS_BEFORE_RANDOM_MARK = 8;

/** A gap between words below SILENCE_MS is no silence; one above LONGEST_USUAL_MS counts as that long. Both in ms. */
const SILENCE_MS = 60;
const LONGEST_USUAL_MS = 320;
const GAPS_REMEMBERED = 12;
/** Assumed for a speaker of whom few gaps are known, ms. */
const USUAL_GAP_MS = 200;

/** The upper quartile of the gaps, ms; USUAL_GAP_MS while there are fewer than four. */
function usualOf(gaps: readonly number[]): number {
  const sorted = gaps.toSorted((a, b) => a - b);
  return sorted.length < 4 ? USUAL_GAP_MS : (sorted[Math.floor(0.75 * sorted.length)] ?? USUAL_GAP_MS);
}

/** Appends the silence before `next` to the last silences. */
function withGap(gaps: readonly number[], last: PlacedWord | undefined, next: PlacedWord): readonly number[] {
  const gap = last ? gapBetween(last, next) : 0;
  return gap >= SILENCE_MS ? [...gaps, Math.min(gap, LONGEST_USUAL_MS)].slice(-GAPS_REMEMBERED) : gaps;
}

/** The open segment. It grows by settled words and is closed at the end of a sentence. */
export class OpenSegment {
  readonly #rule: SentenceRule;
  #words: readonly PlacedWord[];
  /** Number of its first words that are stored in another segment, which a human closed. */
  #elsewhere = 0;
  #opens: boolean;
  #lang: string;
  #ordinal = 1;
  /** Numbers of words between the last marks. */
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

  /** Its settled words, without those of a segment that a human closed. */
  get words(): readonly PlacedWord[] {
    return this.#elsewhere === 0 ? this.#words : this.#words.slice(this.#elsewhere);
  }

  /** Whether a sentence begins with the open segment, or with the next one if none is open. */
  get opens(): boolean {
    return this.#opens;
  }

  /** Notes that the engine writes punctuation marks. */
  noteMarks(): void {
    this.#writesMarks = true;
  }

  /** Forgets that the engine writes marks: the language has changed, and another model may write none. */
  forgetMarks(): void {
    this.#writesMarks = false;
    this.#marks = [];
  }

  /** Adds a mark that the engine now writes behind the last settled word. */
  adoptMark(word: SpokenWord | undefined): void {
    const last = this.#words.at(-1);
    if (!last || !word || word.key !== last.key || !/[^\p{L}\p{M}\p{N}]$/u.test(word.text)) return;
    if (!endsSentence(last.text)) this.#words = [...this.#words.slice(0, -1), { ...last, text: word.text }];
  }

  /** Notes the confidences that settled words have got since. */
  judge(judged: readonly JudgedWord[]): void {
    this.#words = withConfidences(this.#words, judged);
  }

  /**
   * Adds settled words, and closes a segment wherever one ends before or among them. Only the last piece moves the anchor: a
   * worker may die between two of them, and the sound of the later ones is then recognised again.
   */
  add(words: readonly PlacedWord[], lang: string, by: SettlingReason, anchors: Anchors, ahead: Ahead): SettledPiece[] {
    const pieces: SettledPiece[] = [];
    const { before, after } = anchors;
    if (this.#words.length > 0 && lang !== this.#lang) pieces.push(this.#close("break", [], by, before));
    if (lang !== this.#lang) this.#opens = true;
    this.#lang = lang;
    const added: PlacedWord[] = [];
    for (const word of words) {
      const end = this.#endBefore({ next: word, silentTo: null, isEndpoint: false });
      this.#gaps = withGap(this.#gaps, this.#words.at(-1), word);
      if (end) pieces.push(this.#close(end, added.splice(0), by, before));
      this.#words = [...this.#words, word];
      this.#count(word);
      added.push(word);
    }
    const end = this.#endBefore(ahead);
    if (end) return [...pieces, this.#close(end, added, by, after)];
    return added.length > 0 ? [...pieces, this.#piece(null, added, by, after)] : pieces;
  }

  /** Closes the segment if it ends here without further words. */
  closeIfDue(by: SettlingReason, anchor: number, ahead: Ahead): SettledPiece[] {
    const end = this.#endBefore(ahead);
    return end ? [this.#close(end, [], by, anchor)] : [];
  }

  /** After how many of the first `count` unsettled words the segment ends; null: it continues. */
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

  /** Closes the segment because the sound ends here. */
  break(by: SettlingReason, anchor: number): SettledPiece[] {
    return this.#words.length > 0 ? [this.#close("break", [], by, anchor)] : [];
  }

  /**
   * Notes that a human closed the segment when it held `storedWords` words. Words settled after them continue in
   * another segment, in mid-sentence. Its pieces keep their ordinal and all words, because some may be queued for the
   * store.
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
