import { msToSamples, SAMPLE_RATE, samplesToMs } from "#protocol/sound";
import type { Word } from "#protocol/transcript";
import type { Claim } from "#store/claim";
import type { Committer } from "./committer";
import type { Drafts } from "./drafts";
import type { CommittedPiece, Outcome } from "./policy/outcome";
import { CommitPolicy } from "./policy/policy";
import { wordsOfTail } from "./policy/tail";
import { type SpokenWord, textOf } from "./policy/words";
import { toLine } from "./sentence";
import type { RecogniserEvent } from "./stt/port";
import { lagClass, type Tally } from "./tally";

/** Where nothing is said the anchor moves on in steps of this many samples (2 s). */
const QUIET_STEP = 2 * SAMPLE_RATE;

/** A line that is on its way into the store. */
export type CommittedLine = {
  readonly seq: number;
  readonly text: string;
  readonly words: number;
  /** From the end of its first word to its commit, ms of sound. */
  readonly lagMs: number;
};

/** Gives what a recogniser says to the commit policy, and carries out what follows from it. */
export class Transcriber {
  /** Samples: sound up to here was heard. */
  covered: number;
  private readonly policy: CommitPolicy;
  private spoken: string;
  /** When the recogniser last said something, ms of this process. */
  private heardAt = 0;

  constructor(
    claim: Claim,
    private readonly committer: Committer,
    private readonly drafts: Drafts,
    private readonly tally: Tally,
    /** Writes the terms of the speaker's vocabulary as they should be. */
    private readonly spell: (text: string) => string,
    private readonly noted: (line: CommittedLine) => void,
  ) {
    this.spoken = claim.sourceLang;
    this.covered = claim.anchor;
    const committed = wordsOfTail(claim.tail);
    this.policy = new CommitPolicy({ lang: claim.sourceLang, anchor: claim.anchor, committed });
  }

  /** The sound after the anchor is heard once more. */
  refeed(): void {
    this.policy.refeed();
    this.drafts.withdraw();
  }

  /** From here on another language is spoken. */
  speak(lang: string): void {
    this.spoken = lang;
    this.policy.speak(lang);
  }

  /** The recogniser is about to say its last words. */
  end(): void {
    this.policy.end();
  }

  handle(event: RecogniserEvent): void {
    this.hear(reachOf(event));
    this.heardAt = performance.now();
    this.carryOut(this.policy.hear(event), event.type === "quiet" ? QUIET_STEP : 0);
  }

  /**
   * The recogniser has said nothing for a while: what stands has stood longer.
   * @param fedUpTo samples that it was given
   */
  stand(fedUpTo: number): void {
    if (!this.policy.isOpen) return;
    const silentMs = performance.now() - this.heardAt;
    this.carryOut(this.policy.stand(Math.min(fedUpTo, this.covered + msToSamples(silentMs)), silentMs), 0);
  }

  /** The recogniser has said everything about the sound up to this sample, and is closed. */
  finish(upToSample: number): void {
    this.hear(upToSample);
    this.carryOut(this.policy.finish(upToSample), 0);
  }

  /** The recogniser has heard the sound up to this sample. */
  hear(upTo: number): void {
    this.covered = Math.max(this.covered, upTo);
  }

  private carryOut({ pieces, draft, anchor, contradicted }: Outcome, step: number): void {
    this.tally.add("words:contradicted", contradicted);
    if (pieces.length > 0) this.drafts.settle();
    for (const piece of pieces) this.commit(piece);
    this.committer.reach(anchor, step);
    this.show(draft);
  }

  private show({ words, startMs, opens }: Outcome["draft"]): void {
    const text = this.spell(toLine(textOf(words), this.spoken, { opens, closes: false }));
    if (text === "") this.drafts.withdraw();
    else this.drafts.show({ seq: this.committer.nextSeq, text, startMs, covered: this.covered });
  }

  private commit(piece: CommittedPiece): void {
    const { words, lang, startMs, endMs, anchor } = piece;
    const seq = this.committer.nextSeq;
    this.tally.add(`words:${piece.by}`, words.length);
    const lags = words.map((word) => Math.max(0, samplesToMs(this.covered) - word.endMs));
    for (const lag of lags) this.tally.add(lagClass(lag), 1);
    const timed = timedWords(words);
    const written = toLine(textOf(words), lang, piece);
    const text = this.spell(written);
    const heard = timed || text === written ? null : written;
    const confidence = mean(words.flatMap(({ time }) => time?.confidence ?? []));
    this.committer.commit({ kind: "speech", text, lang, startMs, endMs, confidence, words: timed, heard, anchor });
    this.noted({ seq, text, words: words.length, lagMs: lags[0] ?? 0 });
  }
}

/** Samples: sound up to here was heard when the recogniser said this. */
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
