import { samplesToMs } from "#protocol/sound";
import type { JudgedWord } from "#store/segments/word-confidences";
import type { RecogniserEvent } from "../stt/port";
import { countRepeatedWords } from "../stt/repeated-words";
import { align } from "./align";
import { compare, type HypothesisWord, isHeld } from "./hypothesis-words";
import { judgeWords } from "./judge-words";
import { nextSettling } from "./next-settling";
import { type Ahead, type Anchors, OpenSegment, type OpenStart } from "./open-segment";
import type { Outcome, SettledPiece, SettlingReason } from "./outcome";
import { isBeyond, type PlacedWord, placeFinal, placeOpen, provedBy } from "./placed-words";
import { type PolicyRule, RULE } from "./rule";
import { endsSentence } from "./sentence";
import { isAbbreviation } from "./sentence-end";
import { endWithin } from "./settle-now";
import { stableDraft } from "./stable-draft";
import { type SpokenWord, spokenWords, timesOf } from "./words";

type Final = Extract<RecogniserEvent, { type: "final" }>;
type Hypothesis = Extract<RecogniserEvent, { type: "hypothesis" }>;

export type PolicyStart = {
  readonly lang: string;
  /** Samples. */
  readonly anchor: number;
  /**
   * The words that were settled before, oldest first, at least all beyond the anchor. The words of the open segment are the
   * last ones.
   */
  readonly committed: readonly PlacedWord[];
  readonly open?: OpenStart;
  readonly rule?: PolicyRule;
};

/** Number of remembered words before the anchor. An engine may recognise the last of them again. */
const REMEMBERED = 40;
/** A final that ends with at least this much silence ends in a pause, ms. */
const SILENCE_MS = 200;
/** Longest delay of an engine from its sound to its event, ms. */
const ENGINE_DELAY_MS = 300;
const NOTHING_NEW = { fresh: [], contradicted: 0, judged: [] };

/**
 * Decides which words are settled and where segments end, for every engine: recogniser events in, drafts and settled pieces
 * out. It never waits for a final, uses no clock but that of the sound, and never changes a settled word.
 */
export class CommitPolicy {
  private readonly rule: PolicyRule;
  private anchor: number;
  /**
   * Samples: the sound before this has its final, or holds no speech. The anchor may be ahead of it, by the times of words.
   */
  private confirmedTo: number;
  /** ms of sound that the engine has processed. */
  private now: number;
  /** Settled words without a final: the next hypothesis begins with them. */
  private unconfirmed: readonly PlacedWord[] = [];
  /** The settled words before `unconfirmed`, the last few only. */
  private confirmed: readonly PlacedWord[];
  private unsettled: readonly HypothesisWord[] = [];
  private shownWords: readonly HypothesisWord[] = [];
  private readonly segment: OpenSegment;
  /** The end of the last piece, and the earliest beginning of the unsettled words, ms of sound. */
  private endMs: number;
  private openMs = 0;
  private spoken: string;
  /** The language of the last final: one of several if the engine was told several. */
  private lang: string;
  private isRefed = false;

  constructor(start: PolicyStart) {
    const { anchor, committed, open = { words: [], opens: true }, rule = RULE } = start;
    this.rule = rule;
    this.segment = new OpenSegment(rule.sentence, start.lang, open);
    this.spoken = start.lang;
    this.lang = start.lang;
    this.anchor = anchor;
    this.confirmedTo = anchor;
    this.now = samplesToMs(anchor);
    this.confirmed = committed;
    this.endMs = committed.at(-1)?.endMs ?? 0;
    if (anchor > 0 || committed.length > 0) this.refeed();
  }

  /** Prepares for a new recogniser, which gets the sound after the anchor again. */
  refeed(): void {
    const [all, anchorMs] = [[...this.confirmed, ...this.unconfirmed], samplesToMs(this.anchor)];
    this.unconfirmed = all.filter((word) => isBeyond(word, anchorMs));
    this.confirmed = all.filter((word) => !isBeyond(word, anchorMs));
    this.isRefed = true;
    this.confirmedTo = this.anchor;
    this.now = anchorMs;
    [this.unsettled, this.shownWords] = [[], []];
  }

  /** Notes that the speaker continues in another language. */
  speak(lang: string): void {
    this.spoken = lang;
    this.lang = lang;
    this.segment.forgetMarks();
  }

  onEvent(event: RecogniserEvent): Outcome {
    if (event.type === "hypothesis") return this.onHypothesis(event);
    return event.type === "final" ? this.onFinal(event) : this.onQuiet(event.upToSample);
  }

  /** Samples: the sound before need not be recognised again. */
  get proved(): number {
    return this.anchor;
  }

  /** Whether there are unsettled words or an open segment. */
  get isOpen(): boolean {
    return this.unsettled.length > 0 || this.segment.words.length > 0;
  }

  /**
   * Notes that a human closed the segment `ordinal` when it held `storedWords` words. Later words form another segment.
   */
  interrupt(ordinal: number, storedWords: number): void {
    this.segment.interrupt(ordinal, storedWords);
  }

  /**
   * Re-checks the words of the last hypothesis after `silentMs` without an event. Time without more sound may show words,
   * but settles none.
   * @param upToSample the engine was fed the sound up to here
   * @param isSilence true: there was no speech in that time; false: the engine may only be late
   */
  recheck(upToSample: number, silentMs: number, isSilence: boolean): Outcome {
    const coveredMs = this.now;
    this.now = Math.max(this.now, samplesToMs(upToSample));
    return this.settle(Math.max(this.now, coveredMs + silentMs), isSilence ? this.now - ENGINE_DELAY_MS : null);
  }

  /** Notes that the recogniser has ended at this sample: closes the segment, and discards unsettled words. */
  finish(upToSample: number): Outcome {
    return this.onQuiet(upToSample, true);
  }

  /**
   * The sound has stopped in mid-speech and may continue. Settles all words but the last, which may be half a word, and
   * closes the segment. The sound after the anchor may be recognised again.
   */
  settleWhole(): Outcome {
    const words = placeOpen(this.unsettled.slice(0, -1), this.openMs);
    const anchors = this.noteSettled(words);
    [this.unsettled, this.shownWords] = [[], []];
    const ahead = { next: null, silentTo: null, isEndpoint: false };
    const pieces = this.add(words, "pause", anchors, ahead);
    return this.outcome([...pieces, ...this.segment.break("pause", this.anchor)]);
  }

  private onHypothesis(event: Hypothesis): Outcome {
    this.now = Math.max(this.now, samplesToMs(event.covered));
    const words = this.wordsOf(event.text, event.words ?? null);
    const skipped = this.countKnown(words);
    const stable = spokenWords(event.text.slice(0, event.stable ?? 0), this.lang);
    // The stable characters may end in mid-word.
    const isCut = stable.at(-1)?.key !== words[stable.length - 1]?.key;
    if (this.unsettled.length === 0) this.openMs = Math.max(this.endMs, samplesToMs(event.startSample));
    this.segment.adoptMark(words[skipped - 1]);
    this.unsettled = compare(this.unsettled, words.slice(skipped), stable.length - (isCut ? 1 : 0) - skipped, this.now);
    // After a re-feed the engine has not reached its earlier position yet.
    return this.settle(this.now, samplesToMs(event.covered));
  }

  /**
   * Settles the words that are due, and shows the words that are stable at `seen`.
   * @param silentTo up to here the absence of words counts as silence, ms of sound; null: it does not
   */
  private settle(seen = this.now, silentTo: number | null = this.now): Outcome {
    const pieces: SettledPiece[] = [];
    const next = () => nextSettling(placeOpen(this.unsettled, this.openMs), this.segment, this.now, this.rule);
    for (let settling = next(); settling; settling = next()) {
      const words = placeOpen(this.unsettled.slice(0, settling.count), this.openMs);
      const anchors = this.noteSettled(words);
      this.unsettled = this.unsettled.slice(settling.count);
      this.shownWords = this.shownWords.slice(settling.count);
      pieces.push(...this.add(words, settling.by, anchors, this.ahead(silentTo)));
      this.openMs = this.endMs;
    }
    this.shownWords = stableDraft(this.shownWords, this.unsettled, seen, this.rule.holdMs);
    pieces.push(...this.segment.closeIfDue("pause", this.anchor, this.ahead(silentTo)));
    return this.outcome(pieces);
  }

  /** The next word counts once it has been stable long enough to be shown. */
  private ahead(silentTo: number | null): Ahead {
    const first = this.unsettled[0];
    const isSteady = first && isHeld(first, this.now, this.rule.holdMs);
    return { next: isSteady ? first : null, silentTo: first ? null : silentTo, isEndpoint: false };
  }

  private onFinal(event: Final): Outcome {
    this.now = Math.max(this.now, samplesToMs(event.endSample));
    this.lang = event.lang ?? this.spoken;
    const isRepeated = !this.isRefed && event.endSample <= this.confirmedTo;
    const words = isRepeated ? [] : this.wordsOf(event.text, event.words);
    const { fresh, contradicted, judged } = isRepeated ? NOTHING_NEW : this.compareFinal(event, words);
    this.segment.judge(judged);
    const endMs = samplesToMs(event.endSample);
    [this.unsettled, this.shownWords] = [[], []];
    const pieces = this.divide(placeFinal(fresh, Math.max(this.endMs, samplesToMs(event.startSample)), endMs), event);
    this.proveUpTo(event.endSample);
    return this.outcome(pieces, contradicted, judged);
  }

  /** The words of a final that are not settled yet, the number of settled words that it changes, and its confidences. */
  private compareFinal(event: Final, words: readonly SpokenWord[]) {
    const endMs = samplesToMs(event.endSample);
    // The engine cut these words off behind the final: they come again in its next hypothesis.
    const later = this.unconfirmed.filter((word) => word.time && isBeyond(word, endMs));
    const said = this.unconfirmed.slice(0, this.unconfirmed.length - later.length);
    if (said.length === 0) {
      const known = this.isRefed || event.startSample < this.confirmedTo ? this.countKnown(words) : 0;
      if (words.length > known && later.length === 0) this.isRefed = false;
      return { ...NOTHING_NEW, fresh: words.slice(known) };
    }
    const found = align(said, words);
    this.segment.adoptMark(words[found.recognised - 1]);
    const isPast = !this.isRefed || endMs >= (said.at(-1)?.endMs ?? 0);
    const met = isPast ? said.length : found.committed;
    const span = { startMs: samplesToMs(event.startSample), endMs };
    const judged = event.words ? judgeWords(said.slice(0, met), words, span) : [];
    this.remember(said.slice(0, met));
    this.unconfirmed = [...said.slice(met), ...later];
    if (this.unconfirmed.length === 0) this.isRefed = false;
    return { fresh: words.slice(found.recognised), contradicted: found.contradicted + met - found.committed, judged };
  }

  /** Number of the first words that are settled already. */
  private countKnown(words: readonly SpokenWord[]): number {
    if (this.unconfirmed.length > 0) return align(this.unconfirmed, words).recognised;
    return countRepeatedWords(timesOf(this.confirmed), timesOf(words));
  }

  /** Divides a final into pieces at sentence ends and pauses. */
  private divide(words: readonly PlacedWord[], event: Final): SettledPiece[] {
    const pieces: SettledPiece[] = [];
    const { segment } = this;
    let rest = words;
    for (let end = endWithin(rest, rest.length, this.rule.settlePauseMs); end; ) {
      const ahead = { next: rest[end.count] ?? null, silentTo: null, isEndpoint: false };
      const anchors = { before: this.anchor, after: this.anchor };
      pieces.push(...this.add(rest.slice(0, end.count), end.by, anchors, ahead));
      rest = rest.slice(end.count);
      end = endWithin(rest, rest.length, this.rule.settlePauseMs);
    }
    const anchor = Math.max(this.anchor, event.endSample);
    const last = rest.at(-1) ?? segment.words.at(-1);
    const isSilent = !last || last.time === null || samplesToMs(event.endSample) - last.endMs >= SILENCE_MS;
    const by = isSilent ? "pause" : "final";
    const ahead = { next: null, silentTo: samplesToMs(event.endSample), isEndpoint: isSilent };
    const anchors = { before: this.anchor, after: anchor };
    pieces.push(...(rest.length > 0 ? this.add(rest, by, anchors, ahead) : segment.closeIfDue(by, anchor, ahead)));
    this.remember(words);
    return pieces;
  }

  /** The sound before this sample need not be recognised again. */
  private onQuiet(upToSample: number, isOver = false): Outcome {
    this.now = Math.max(this.now, samplesToMs(upToSample));
    this.proveUpTo(upToSample);
    const isPast = isOver || !this.isRefed || samplesToMs(upToSample) >= (this.unconfirmed.at(-1)?.endMs ?? 0);
    const past = isPast ? this.unconfirmed : [];
    // A recogniser that ended or broke off says nothing about its last words.
    const judged = isOver ? [] : judgeWords(past, [], { startMs: 0, endMs: samplesToMs(upToSample) });
    this.segment.judge(judged);
    this.remember(past);
    if (isPast) this.unconfirmed = [];
    [this.unsettled, this.shownWords] = [[], []];
    const ahead = { next: null, silentTo: this.now, isEndpoint: false };
    const end = isOver
      ? this.segment.break("pause", this.anchor)
      : this.segment.closeIfDue("pause", this.anchor, ahead);
    return this.outcome(end, past.length, judged);
  }

  private add(words: readonly PlacedWord[], by: SettlingReason, anchors: Anchors, ahead: Ahead): SettledPiece[] {
    const pieces = this.segment.add(words, this.lang, by, anchors, ahead);
    this.endMs = Math.max(this.endMs, words.at(-1)?.endMs ?? 0);
    return pieces;
  }

  /** Counts these words as settled, and moves the anchor as far as they prove. */
  private noteSettled(words: readonly PlacedWord[]): Anchors {
    const before = this.anchor;
    this.unconfirmed = [...this.unconfirmed, ...words];
    this.anchor = Math.max(before, provedBy(this.unconfirmed));
    return { before, after: this.anchor };
  }

  private proveUpTo(sample: number): void {
    this.confirmedTo = Math.max(this.confirmedTo, sample);
    this.anchor = Math.max(this.anchor, sample);
  }

  private remember(words: readonly PlacedWord[]): void {
    this.confirmed = [...this.confirmed, ...words].slice(-REMEMBERED);
  }

  private wordsOf(text: string, timed: Parameters<typeof spokenWords>[2]): SpokenWord[] {
    const words = spokenWords(text, this.lang, timed);
    // An engine without punctuation still writes "mr.".
    if (words.some((word) => endsSentence(word.text) && !isAbbreviation(word))) this.segment.noteMarks();
    return words;
  }

  private outcome(pieces: readonly SettledPiece[], contradicted = 0, judged: readonly JudgedWord[] = []): Outcome {
    const { words: settled, opens } = this.segment;
    const startMs = settled[0]?.startMs ?? this.shownWords[0]?.time?.startMs ?? this.openMs;
    const draft = { settled, believed: this.shownWords, startMs, opens };
    return { pieces, draft, anchor: this.anchor, contradicted, judged };
  }
}
