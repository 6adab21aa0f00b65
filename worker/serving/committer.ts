import type { Segment, Word } from "#protocol/transcript";
import { enqueueOwed } from "#redis/enqueue-owed";
import { trimBefore } from "#redis/mailbox";
import type { Entry } from "#redis/mailbox-reader";
import { type Committed, commitSegment, extendSegment, moveAnchor } from "#store/segments/commit-piece";
import { type NewRun, storeRun } from "#store/segments/runs";
import { type JudgedWord, storeConfidences } from "#store/segments/word-confidences";
import type { Claim } from "#store/session/claim-session";
import type { Placed } from "#store/session/room-revs";
import { untilStored } from "#store/transient";
import type { SettledPiece } from "../commit-policy/outcome";
import type { WorkerContext } from "../context";
import { jobsOfSegment } from "../translating/jobs-of-segment";

/** The content of a segment to store. */
export type NewContent = Omit<Segment, "seq" | "rev"> & {
  readonly words: readonly Word[] | null;
  /** The recogniser's own text where the vocabulary changed it and `words` is null; else null. */
  readonly engineText: string | null;
};

/**
 * A settled piece, and a function that makes the content of its segment.
 * @param withoutFirst the number of first words to leave out, because a human closed them as another segment
 */
export type Piece = Pick<SettledPiece, "ordinal" | "words" | "end" | "anchor"> & {
  readonly toContent: (withoutFirst: number) => NewContent;
};

type Options = {
  readonly signal: AbortSignal;
  /** Called when a step can never succeed: the fence is lost, or the claim was given up. */
  readonly onFailure: (error: unknown) => void;
  /** Called when a human closed the piece's segment at `storedWords` words: later words form another segment. */
  readonly onInterrupted: (piece: Piece, storedWords: number) => void;
  /** Number of settled words in the segment that the previous worker left open. */
  readonly settledWords: number;
  /** Samples: the sound before is stored, or not kept. Sound after it stays in the mailbox. */
  readonly soundSafe: () => number;
};

type Read = { readonly take: number; readonly n: number; readonly endSample: number };

/** The open segment as it is stored; `words`: how many of its words are stored. */
type Open = { readonly ordinal: number; readonly seq: number; readonly pieces: number; readonly words: number };

/** The policy's first segment continues the one that the previous worker left open. */
const FIRST_ORDINAL = 1;

/**
 * Stores the pieces of one claim in order: store first, publish second, trim last. While PostgreSQL is unavailable the steps
 * wait, and the mailbox keeps the sound.
 */
export class Committer {
  /** Samples: the stored anchor. */
  anchor: number;
  #steps: Promise<void> = Promise.resolve();
  /** Entries that were read and are not trimmed, oldest first. */
  #read: Read[] = [];
  /** Samples: the anchor after every queued step. */
  #aim: number;
  /** The `seq` of the next segment, and the open segment, after the completed steps. */
  #nextSeq: number;
  #open: Open | null;
  /** The policy's segment whose first `words` words a human has closed as a segment of their own. */
  #closedByHuman = { ordinal: 0, words: 0 };
  /** The number of segments that the queued steps begin, and the ordinal of the last piece's segment. */
  #beginnings = 0;
  #lastOrdinal: number;

  constructor(
    private readonly context: WorkerContext,
    private readonly claim: Claim,
    private readonly options: Options,
  ) {
    this.anchor = claim.anchor;
    this.#aim = claim.anchor;
    this.#nextSeq = claim.nextSeq;
    const open = claim.tail.find((segment) => segment.open);
    this.#open = open
      ? { ordinal: FIRST_ORDINAL, seq: open.seq, pieces: open.pieces, words: options.settledWords }
      : null;
    this.#lastOrdinal = open ? FIRST_ORDINAL : 0;
  }

  /** Number of segments after every queued step. */
  get segments(): number {
    return this.#nextSeq + this.#beginnings - 1;
  }

  /** The `seq` of the sentence that is being spoken. @param isBegun its segment has settled words */
  seqOf(isBegun: boolean): number {
    return this.segments + (isBegun ? 0 : 1);
  }

  noteRead(entry: Entry): void {
    this.#read.push({ take: entry.take, n: entry.n, endSample: entry.startSample + entry.samples });
  }

  /** Call before the mailbox is read again from its beginning. */
  forgetRead(): void {
    this.#read = [];
  }

  /** Queues a piece of the open segment. */
  commit(piece: Piece): void {
    const isBeginning = piece.ordinal !== this.#lastOrdinal;
    this.#lastOrdinal = piece.ordinal;
    this.#plan(piece.anchor, isBeginning, () => this.#store(piece, isBeginning));
  }

  /** Queues a gap, which is a complete segment. */
  commitGap(gap: NewContent, anchor: number): void {
    this.#plan(anchor, true, () => this.#begin(gap, anchor, true));
  }

  /**
   * Queues confidences of words whose pieces are queued already. Call it before the pieces of the same event are queued:
   * they may move the anchor, and the confidences of sound before the anchor never come again.
   */
  judge(judged: readonly JudgedWord[]): void {
    if (judged.length === 0) return;
    const { sessionId, epoch } = this.claim;
    this.#plan(this.claim.anchor, false, () => this.stored(() => storeConfidences(sessionId, epoch, judged)));
  }

  /** Queues the beginning of a run of sound. */
  beginRun(run: NewRun): void {
    const { sessionId, epoch } = this.claim;
    this.#plan(this.claim.anchor, false, () => this.stored(() => storeRun(sessionId, epoch, run)));
  }

  /** Moves the anchor over sound without speech, when it would move by at least `stepSamples`. */
  reach(anchor: number, stepSamples: number): void {
    if (anchor <= this.#aim || anchor - this.#aim < stepSamples) return;
    this.#plan(anchor, false, () => this.#moveAnchor(anchor));
  }

  /**
   * Trims entries before the anchor: the previous worker may have died between its commit and its trim, or their sound was
   * stored later than their words.
   */
  tidy(): void {
    this.#plan(this.anchor, false, async () => undefined);
  }

  /** Resolves when every queued step is stored, published and trimmed, or has failed. */
  idle(): Promise<void> {
    return this.#steps;
  }

  /** Repeats a query of this claim until PostgreSQL answers or the claim is given up. */
  stored<T>(query: () => Promise<T>): Promise<T> {
    const { log } = this.context;
    const { sessionId } = this.claim;
    const { signal } = this.options;
    return untilStored(query, {
      signal,
      onRetry: (err) => log.warn({ err, sessionId }, "PostgreSQL is unavailable; retrying the commit"),
    });
  }

  async #store(piece: Piece, isPlanned: boolean): Promise<void> {
    const { ordinal, words, end, anchor } = piece;
    const elsewhere = ordinal === this.#closedByHuman.ordinal ? this.#closedByHuman.words : 0;
    const open = this.#open?.ordinal === ordinal ? this.#open : null;
    if (!open) {
      // After a human closed the segment, the piece may contain no new words but only the segment's end.
      if (words.length === elsewhere) return this.#moveAnchor(anchor);
      const seq = await this.#begin(piece.toContent(elsewhere), anchor, isPlanned);
      this.#open = end === null ? { ordinal, seq, pieces: 1, words: words.length } : null;
      return;
    }
    const content = piece.toContent(elsewhere);
    const pieces = open.pieces + 1;
    const segment = this.#toStored(content, open.seq, anchor);
    let attempts = 0;
    const extended = await this.stored(() => {
      attempts += 1;
      return extendSegment(segment, pieces, attempts > 1);
    });
    if (extended.kind === "interrupted") {
      this.#open = null;
      this.#closedByHuman = { ordinal, words: open.words };
      this.options.onInterrupted(piece, open.words);
      return this.#store(piece, false);
    }
    this.#open = end === null ? { ...open, pieces, words: words.length } : null;
    await this.#tell(content, open.seq, extended);
  }

  /** @param isPlanned whether `#beginnings` counts this segment already */
  async #begin(content: NewContent, anchor: number, isPlanned: boolean): Promise<number> {
    const seq = this.#nextSeq;
    const segment = this.#toStored(content, seq, anchor);
    const committed = await this.stored(() => commitSegment(segment));
    this.#nextSeq += 1;
    if (isPlanned) this.#beginnings -= 1;
    await this.#tell(content, seq, committed);
    return seq;
  }

  #moveAnchor(anchor: number): Promise<void> {
    return this.stored(() => moveAnchor(this.claim.sessionId, this.claim.epoch, anchor));
  }

  #toStored({ engineText, ...segment }: NewContent, seq: number, anchor: number) {
    const { sessionId, epoch } = this.claim;
    return { ...segment, engineText, seq, sessionId, epoch, anchor };
  }

  /** Publishes a stored segment, and enqueues its translations if it is closed. */
  async #tell(content: NewContent, seq: number, { rev, after, targetLangs, stored }: Placed<Committed>): Promise<void> {
    const { sessionId } = this.claim;
    const { words: _words, engineText: _engineText, ...shown } = content;
    this.context.publisher.segment(sessionId, { segment: stored ?? { ...shown, seq, rev }, after });
    if (content.kind === "speech" && !content.open)
      await enqueueOwed(this.context, sessionId, () => jobsOfSegment(sessionId, seq, targetLangs));
  }

  #plan(anchor: number, isBeginning: boolean, act: () => Promise<unknown>): void {
    this.#aim = Math.max(this.#aim, anchor);
    if (isBeginning) this.#beginnings += 1;
    this.#steps = this.#steps.then(async () => {
      if (this.options.signal.aborted) return;
      try {
        await act();
        await this.#trim(anchor);
      } catch (error) {
        this.options.onFailure(error);
      }
    });
  }

  async #trim(anchor: number): Promise<void> {
    this.anchor = Math.max(this.anchor, anchor);
    const safe = Math.min(this.anchor, this.options.soundSafe());
    let last: Read | undefined;
    while (this.#read[0] && this.#read[0].endSample <= safe) last = this.#read.shift();
    if (last) await trimBefore(this.context.redis, this.claim.sessionId, last.take, last.n + 1);
  }
}
