import { msToSamples, SAMPLE_RATE, samplesToMs } from "#protocol/sound";
import type { Word } from "#protocol/transcript";
import type { Claim } from "#store/session/claim-session";
import type { Outcome, SettledPiece } from "../commit-policy/outcome";
import { CommitPolicy } from "../commit-policy/policy";
import { toSegmentText } from "../commit-policy/sentence";
import { openSegmentOf, wordsOfTail } from "../commit-policy/stored-tail";
import { type SpokenWord, textOf } from "../commit-policy/words";
import { lagBucket, type WorkerMetrics } from "../metrics";
import type { RecogniserEvent } from "../stt/port";
import type { Drafts } from "../translating/drafts";
import type { Committer, NewContent, Piece } from "./committer";

/** In silence the anchor moves in steps of this many samples (2 s). */
const QUIET_STEP = 2 * SAMPLE_RATE;

/** A piece that is about to be stored. */
export type PieceNews = {
  readonly seq: number;
  /** The text of its segment if the piece closes it; null: the segment stays open. */
  readonly closed: string | null;
  /** Number of words that it settles. */
  readonly words: number;
  /** ms of sound from the end of the first of them to now; null: it settles none. */
  readonly lagMs: number | null;
};

export type TranscriberOptions = {
  readonly metrics: WorkerMetrics;
  /** The engine reports silence. */
  readonly tellsSilence: boolean;
  /** Writes terms of the speaker's vocabulary in their correct spelling. */
  readonly spell: (text: string) => string;
  readonly noted: (news: PieceNews) => void;
};

/** Passes a recogniser's events to the commit policy, and stores and shows what the policy decides. */
export class Transcriber {
  /** Samples: the recogniser's events cover the sound up to here. */
  covered: number;
  /** The last speech was not in the language that is recognised. */
  isOtherLanguage = false;
  private readonly policy: CommitPolicy;
  private spoken: string;
  /** Time of the recogniser's last event, ms of this process; null: none yet. */
  private lastEventAt: number | null = null;

  constructor(
    claim: Claim,
    private readonly committer: Committer,
    private readonly drafts: Drafts,
    private readonly options: TranscriberOptions,
  ) {
    const { anchor, tail } = claim;
    this.spoken = claim.sourceLang;
    this.covered = anchor;
    const open = openSegmentOf(tail);
    this.policy = new CommitPolicy({ lang: claim.sourceLang, anchor, committed: wordsOfTail(tail), open });
  }

  /** Samples: the sound before need not be recognised again. */
  get proved(): number {
    return this.policy.proved;
  }

  /** Notes that a human closed the segment of a piece when it held `storedWords` words. */
  interrupt({ ordinal }: Pick<Piece, "ordinal">, storedWords: number): void {
    this.policy.interrupt(ordinal, storedWords);
  }

  /** Prepares for a new recogniser, which gets the sound after the anchor again. */
  refeed(): void {
    this.lastEventAt = null;
    this.policy.refeed();
    this.drafts.withdraw();
  }

  /** Notes that the speaker continues in another language. */
  speak(lang: string): void {
    this.spoken = lang;
    this.policy.speak(lang);
  }

  handle(event: RecogniserEvent): void {
    this.noteCovered(reachOf(event));
    this.lastEventAt = performance.now();
    this.isOtherLanguage = event.type === "quiet" && event.isOtherLanguage === true;
    this.carryOut(this.policy.onEvent(event), event.type === "quiet" ? QUIET_STEP : 0);
  }

  /**
   * Re-checks the words of the last hypothesis, since the recogniser has been silent for a while.
   * @param fedUpTo samples that the recogniser was fed
   */
  recheck(fedUpTo: number): void {
    if (!this.policy.isOpen || this.lastEventAt === null) return;
    const silentMs = performance.now() - this.lastEventAt;
    const upTo = Math.min(fedUpTo, this.covered + msToSamples(silentMs));
    this.carryOut(this.policy.recheck(upTo, silentMs, !this.options.tellsSilence), 0);
  }

  /** Notes that the recogniser has ended after its last words, and has heard the sound up to this sample. */
  finish(upToSample: number): void {
    this.lastEventAt = null;
    this.noteCovered(upToSample);
    this.carryOut(this.policy.finish(upToSample), 0);
  }

  /**
   * Settles the words that are certainly complete and closes the segment, since the sound has stopped in mid-speech.
   */
  settleWhole(): void {
    this.lastEventAt = null;
    this.carryOut(this.policy.settleWhole(), 0);
  }

  /** Notes that the recogniser has processed the sound up to this sample. */
  noteCovered(upTo: number): void {
    this.covered = Math.max(this.covered, upTo);
  }

  private carryOut({ pieces, draft, anchor, contradicted, judged }: Outcome, step: number): void {
    this.options.metrics.add("words:contradicted", contradicted);
    if (pieces.some(({ end }) => end !== null)) this.drafts.drop();
    this.committer.judge(judged);
    for (const piece of pieces) this.commit(piece);
    this.committer.reach(anchor, step);
    this.show(draft);
  }

  private show({ settled, believed, startMs, opens }: Outcome["draft"]): void {
    const seq = this.committer.seqOf(settled.length > 0);
    const text = this.options.spell(
      toSegmentText(textOf([...settled, ...believed]), this.spoken, { opens, closes: false }),
    );
    if (text === "") this.drafts.withdraw();
    else this.drafts.show({ seq, text, startMs, covered: this.covered });
  }

  private commit(piece: SettledPiece): void {
    const { added, ordinal, words, end, anchor } = piece;
    const lags = added.map((word) => Math.max(0, samplesToMs(this.covered) - word.endMs));
    this.options.metrics.add(`words:${piece.by}`, added.length);
    if (end !== null) this.options.metrics.add(`segments:${end}`, 1);
    for (const lag of lags) this.options.metrics.add(lagBucket(lag), 1);
    const toContent = (withoutFirst: number) => this.toContent(piece, withoutFirst);
    this.committer.commit({ ordinal, words, end, anchor, toContent });
    const closed = end === null ? null : toContent(0).text;
    this.options.noted({ seq: this.committer.seqOf(true), closed, words: added.length, lagMs: lags[0] ?? null });
  }

  private toContent(piece: SettledPiece, withoutFirst: number): NewContent {
    const { lang, endMs, needsMark, end } = piece;
    const words = piece.words.slice(withoutFirst);
    const timed = timedWords(words);
    const engineText = toSegmentText(textOf(words), lang, {
      opens: piece.opens && withoutFirst === 0,
      closes: needsMark,
    });
    const text = this.options.spell(engineText);
    return {
      kind: "speech",
      text,
      lang,
      startMs: withoutFirst === 0 ? piece.startMs : (words[0]?.startMs ?? piece.startMs),
      endMs,
      confidence: mean(words.flatMap(({ time }) => time?.confidence ?? [])),
      ...(end === null && { open: true }),
      words: timed,
      engineText: timed || text === engineText ? null : engineText,
    };
  }
}

/** Samples: the sound up to which an event covers the session. */
export function reachOf(event: RecogniserEvent): number {
  if (event.type === "hypothesis") return event.covered;
  return event.type === "final" ? event.endSample : event.upToSample;
}

function timedWords(words: readonly SpokenWord[]): Word[] | null {
  const timed = words.flatMap(({ text, time }) => (time ? [{ word: text, ...time }] : []));
  return timed.length === words.length ? timed : null;
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
