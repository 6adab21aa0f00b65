import type { Segment, Word } from "#protocol/transcript";
import { trimBefore } from "#queue/mailbox";
import type { Entry } from "#queue/mailbox-reader";
import { requestTranslations, type TranslateJob } from "#queue/translate-queue";
import type { Claim } from "#store/claim";
import { commitSegment, moveAnchor } from "#store/commit";
import { untilStored } from "#store/transient";
import type { WorkerContext } from "./context";

/** A piece that is ready to be committed; the committer gives it its `seq`. */
export type Piece = Omit<Segment, "seq" | "rev"> & {
  readonly words: readonly Word[] | null;
  /** As the recogniser wrote it, where the vocabulary changed its text and no word times tell it. */
  readonly heard: string | null;
  /** Samples: everything said before it is in this piece or an earlier one. */
  readonly anchor: number;
};

type Heard = { readonly take: number; readonly n: number; readonly endSample: number };

/**
 * Stores what a session's claim commits, in order: store first, publish second, trim last. While
 * PostgreSQL is away the steps wait and the mailbox keeps the sound.
 */
export class Committer {
  /** Samples: what the store holds. */
  anchor: number;
  /** The `seq` of the piece that comes next. */
  nextSeq: number;
  private steps: Promise<void> = Promise.resolve();
  /** Entries that were read and are not trimmed, oldest first. */
  private heard: Heard[] = [];
  /** Samples: what the anchor will be when every step is done. */
  private aim: number;

  constructor(
    private readonly context: WorkerContext,
    private readonly claim: Claim,
    private readonly signal: AbortSignal,
    /** A step can never succeed: the fence is lost, or the claim was given up. */
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.anchor = claim.anchor;
    this.aim = claim.anchor;
    this.nextSeq = claim.nextSeq;
  }

  noteRead(entry: Entry): void {
    this.heard.push({ take: entry.take, n: entry.n, endSample: entry.startSample + entry.samples });
  }

  /** The mailbox will be read again from its beginning. */
  forgetRead(): void {
    this.heard = [];
  }

  commit(piece: Piece): void {
    const { sessionId, epoch } = this.claim;
    const seq = this.nextSeq;
    this.nextSeq += 1;
    this.aim = Math.max(this.aim, piece.anchor);
    this.step(async () => {
      const { words, heard, anchor, ...shown } = piece;
      const store = () => commitSegment({ ...shown, seq, sessionId, epoch, words, heard, anchor });
      const { rev, after, targetLangs } = await this.stored(store);
      this.context.publisher.segment(sessionId, { segment: { ...shown, seq, rev }, after });
      if (piece.kind === "speech") {
        const jobs = targetLangs.map((lang) => ({ sessionId, seq, lang }));
        await this.ask(jobs);
      }
      await this.trim(anchor);
    });
  }

  /** Moves the anchor over sound without speech, in steps of at least `stepSamples`. */
  reach(anchor: number, stepSamples: number): void {
    if (anchor <= this.aim || anchor - this.aim < stepSamples) return;
    this.aim = anchor;
    this.step(async () => {
      await this.stored(() => moveAnchor(this.claim.sessionId, this.claim.epoch, anchor));
      await this.trim(anchor);
    });
  }

  /** Drops what was read and is anchored: a worker before may have died between its commit and its trim. */
  tidy(): void {
    this.step(() => this.trim(this.anchor));
  }

  /** When everything given so far is stored, published and trimmed, or has failed. */
  settled(): Promise<void> {
    return this.steps;
  }

  /** They are owed in the store: the sweeper asks again. A Redis without memory must still be trimmed. */
  private async ask(jobs: readonly TranslateJob[]): Promise<void> {
    try {
      await requestTranslations(this.context.translateQueue, jobs);
    } catch (err) {
      const { sessionId } = this.claim;
      this.context.log.warn({ err, sessionId }, "translations are left to the sweeper");
    }
  }

  private step(act: () => Promise<void>): void {
    this.steps = this.steps.then(async () => {
      if (this.signal.aborted) return;
      try {
        await act();
      } catch (error) {
        this.onFailure(error);
      }
    });
  }

  /** Repeats a query of this claim until PostgreSQL answers or the claim is given up. */
  stored<T>(query: () => Promise<T>): Promise<T> {
    const { log } = this.context;
    const { sessionId } = this.claim;
    return untilStored(query, { signal: this.signal, onRetry: (err) => log.warn({ err, sessionId }, "store, again") });
  }

  private async trim(anchor: number): Promise<void> {
    this.anchor = Math.max(this.anchor, anchor);
    let last: Heard | undefined;
    while (this.heard[0] && this.heard[0].endSample <= this.anchor) last = this.heard.shift();
    if (last) await trimBefore(this.context.redis, this.claim.sessionId, last.take, last.n + 1);
  }
}
