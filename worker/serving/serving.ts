import { setTimeout as delay } from "node:timers/promises";
import { every } from "#platform/every";
import type { FailureKind } from "#protocol/session";
import type { Head } from "#protocol/transcript";
import { type Continuation, continuationAfter, holdSound } from "#redis/continuation";
import type { Entry, MailboxReader } from "#redis/mailbox-reader";
import { FenceLost } from "#store/fence-lost";
import { countFailure } from "#store/segments/commit-piece";
import { markEnded } from "#store/session/change-state";
import type { Claim } from "#store/session/claim-session";
import { openSegmentOf } from "../commit-policy/stored-tail";
import type { WorkerContext } from "../context";
import { EngineError } from "../engine-error";
import type { RecogniserEvent } from "../stt/port";
import { spellerOf } from "../terms/speller";
import type { Drafts } from "../translating/drafts";
import { openDrafts } from "../translating/open-drafts";
import { untilStoredOrMore } from "./await-sound";
import { backoffMs, FAILURES_ALLOWED } from "./backoff";
import { Committer } from "./committer";
import { SessionFault } from "./faults";
import { Gaps } from "./gaps";
import { Heads } from "./heads";
import { SessionHealth } from "./health";
import { failSession, publishEnd } from "./publish-end";
import { RecogniserFeed } from "./recogniser-feed";
import { SoundKeeper } from "./sound-keeper";
import { type PieceNews, Transcriber } from "./transcriber";
import { WordRate } from "./word-rate";

/** A session without a chunk for this long releases its recogniser, ms. */
const IDLE_MS = 3_000;
/** The same in mid-speech, ms. A reservation without sound ends soon after. */
const STALLED_MS = 7_000;
const REPEAT_MS = 1_000;
/** How often standing words are re-checked while the recogniser is silent, ms. */
const RECHECK_MS = 200;

/** One worker's serving of one session, from its claim until its mailbox stays empty, it is over, or the claim is given up. */
export class Serving {
  private readonly givenUp = new AbortController();
  private readonly signal: AbortSignal;
  private readonly committer: Committer;
  private readonly drafts: Drafts;
  private readonly transcriber: Transcriber;
  private readonly feed: RecogniserFeed;
  private readonly gaps: Gaps;
  private readonly sound: SoundKeeper;
  private isRetrying = false;
  private lastRead: Entry | null = null;
  private readonly health: SessionHealth;
  private readonly heads: Heads;

  constructor(
    private readonly context: WorkerContext,
    private readonly claim: Claim,
    private readonly reader: MailboxReader,
    signal: AbortSignal,
  ) {
    this.signal = AbortSignal.any([signal, this.givenUp.signal]);
    this.committer = new Committer(context, claim, {
      signal: this.signal,
      onFailure: (error) => this.giveUp(error),
      onInterrupted: (piece, storedWords) => this.transcriber.interrupt(piece, storedWords),
      settledWords: openSegmentOf(claim.tail).words.length,
      soundSafe: () => this.sound.safe,
    });
    this.sound = new SoundKeeper(context, claim, {
      signal: this.signal,
      stored: (query) => this.committer.stored(query),
      onSafe: () => this.committer.tidy(),
      onFailure: (error) => this.giveUp(error),
    });
    const now = { spoken: () => this.feed.spoken, settings: () => this.health.settings };
    const { drafts, translations } = openDrafts(context, claim, now);
    this.drafts = drafts;
    const wordRate = new WordRate(performance.now());
    const spell = spellerOf(context.stt.takesHints ? [] : claim.terms);
    const noted = (news: PieceNews) => {
      if (news.lagMs !== null) wordRate.noteCommit(performance.now(), news.words, news.lagMs);
      if (news.closed !== null) translations.close(news.seq, news.closed);
    };
    const { metrics } = context;
    const tellsSilence = context.stt.tellsSilence ?? false;
    this.transcriber = new Transcriber(claim, this.committer, drafts, { metrics, spell, noted, tellsSilence });
    const onEvent = (event: RecogniserEvent) => this.handle(event);
    this.feed = new RecogniserFeed(context, claim, this.transcriber, { signal: this.signal, onEvent });
    this.gaps = new Gaps(claim, this.committer, this.feed);
    const healthNow = () => ({ ...this.progress(), draftsHeldBack: translations.heldBack });
    this.health = new SessionHealth(context, claim, healthNow, wordRate);
    this.heads = new Heads(context, claim.sessionId, () => this.head());
  }

  /**
   * Serves until the mailbox stays empty or the session is over.
   * @throws FenceLost when another worker has claimed the session, the signal's reason when aborted
   */
  async run(): Promise<void> {
    this.heads.publishNow();
    const giveUp = (error: unknown) => this.giveUp(error);
    const repeats = every(REPEAT_MS, () => this.drafts.repeat(), giveUp);
    const silenceChecks = every(RECHECK_MS, () => this.feed.recheck(), giveUp);
    // On abort, do not wait for the recogniser's last words: that would delay the hand-over.
    const abortRecogniser = () => this.feed.abortRecogniser();
    this.signal.addEventListener("abort", abortRecogniser, { once: true });
    try {
      await this.serve();
    } finally {
      this.heads.stop();
      void repeats.stop();
      void silenceChecks.stop();
      this.health.leave();
      this.signal.removeEventListener("abort", abortRecogniser);
      this.feed.abortRecogniser();
      this.drafts.drop();
      this.sound.close();
    }
  }

  /** Ends this serving: a step of it failed. */
  giveUp(error: unknown): void {
    const isExpected = error instanceof FenceLost || error instanceof SessionFault || this.signal.aborted;
    this.givenUp.abort(isExpected ? error : new SessionFault(error));
  }

  /** Resolves when all queued commits are done. */
  idle(): Promise<void> {
    return this.committer.idle();
  }

  private async serve(): Promise<void> {
    for (;;) {
      try {
        if (await this.serveOnce()) return;
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        if (await this.recover(error)) return;
      }
      this.throwIfGivenUp();
    }
  }

  /** @returns true when there is nothing more to do */
  private async serveOnce(): Promise<boolean> {
    const entries = await this.nextEntries();
    if (!entries) {
      this.health.rest();
      return true;
    }
    for (const entry of entries) {
      if (entry.kind === "stop") return this.end();
      this.committer.noteRead(entry);
      this.lastRead = entry;
      await this.sound.add(entry);
      if (entry.startSample + entry.samples <= this.committer.anchor) continue;
      await this.gaps.noteRun(entry);
      if (entry.kind === "lost") await this.gaps.noteLost(entry);
      else await this.feed.feedEntry(entry, this.committer.anchor);
    }
    return false;
  }

  /** @returns null when no entries come and everything that can be stored is stored */
  private async nextEntries(): Promise<Entry[] | null> {
    const soon = await this.reader.next(IDLE_MS);
    this.throwIfGivenUp();
    if (soon.length > 0) return soon;
    if ((await this.continuation()) === "expected") {
      const later = await this.awaitContinuation();
      if (later.length > 0) return later;
    }
    const continuation = await this.continuation();
    await (continuation === "none" ? this.rest() : this.hold(continuation));
    const found = await this.reader.next(0);
    if (found.length === 0) return null;
    if (continuation === "none") return found;
    this.replayMailbox();
    return [];
  }

  /**
   * Whether the sound that stopped may continue. It is `none`, too, if the recogniser holds no unsettled words and no half
   * word.
   */
  private async continuation(): Promise<Continuation> {
    if (!this.feed.isInSpeech || !this.lastRead) return "none";
    return continuationAfter(this.context.redis, this.claim.sessionId, this.lastRead);
  }

  /** Keeps the recogniser open for sound that continues soon, but no longer than the session's reservation. */
  private async awaitContinuation(): Promise<Entry[]> {
    const { serving, stt } = this.context;
    const waitMs = Math.min(STALLED_MS, stt.maxStallMs ?? STALLED_MS) - IDLE_MS;
    serving.delete(this.claim.sessionId);
    const entries = await this.reader.next(waitMs);
    this.throwIfGivenUp();
    if (entries.length > 0) serving.add(this.claim.sessionId);
    return entries;
  }

  private handle(event: RecogniserEvent): void {
    this.recovered();
    try {
      this.transcriber.handle(event);
    } catch (error) {
      this.giveUp(error);
    }
  }

  /**
   * The speaker has paused: finishes the recogniser, stores and trims everything. It does not wait for sound that cannot be stored
   * once more entries have arrived.
   */
  private async rest(): Promise<void> {
    await this.feed.finish(this.committer.anchor);
    await untilStoredOrMore(this.sound.flush(), () => this.reader.hasMore());
    this.committer.tidy();
    await this.sayStored();
  }

  private async sayStored(): Promise<void> {
    await this.committer.idle();
    await this.context.latestRevs.refresh(this.claim.sessionId);
    this.throwIfGivenUp();
    this.heads.publishNow();
  }

  /**
   * The sound stopped in mid-speech and may continue: the sound after the anchor stays in the mailbox, to be recognised again
   * together with its continuation. If that is not expected soon, all complete words are settled.
   */
  private async hold(continuation: Continuation): Promise<void> {
    if (continuation === "possible") this.transcriber.settleWhole();
    this.feed.drop();
    await this.sayStored();
    if (this.lastRead) await holdSound(this.context.redis, this.claim.sessionId, this.lastRead, continuation);
  }

  /** Starts again at the anchor: the next entries are read once more and fed to a new recogniser. */
  private replayMailbox(): void {
    this.transcriber.refeed();
    this.reader.rewind();
    this.committer.forgetRead();
  }

  private async end(): Promise<true> {
    await this.rest();
    const { sessionId, epoch } = this.claim;
    const change = await this.committer.stored(() => markEnded(sessionId, epoch));
    // Null: another process has ended the session, and pages get the stored state.
    if (!(await publishEnd(this.context, sessionId, change))) throw new FenceLost(sessionId, epoch);
    this.context.log.info({ sessionId, epoch, segments: this.committer.segments }, "session ended");
    return true;
  }

  /**
   * Recovers from an engine's failure: a new recogniser gets the sound after the anchor again, after a growing delay. A
   * permanent failure, or too many in a row, fails the session.
   * @returns true when the session has failed
   */
  private async recover(error: EngineError): Promise<boolean> {
    const { sessionId, epoch } = this.claim;
    this.feed.drop();
    await this.committer.idle();
    this.throwIfGivenUp();
    const failures = await this.committer.stored(() => countFailure(sessionId, epoch));
    this.context.log.warn({ err: error, sessionId, epoch, failures }, "recogniser failed");
    if (!error.retryable || failures >= FAILURES_ALLOWED) {
      await this.fail(error.kind);
      return true;
    }
    this.isRetrying = true;
    this.context.metrics.add("recogniser:retried", 1);
    this.replayMailbox();
    this.heads.publishNow();
    await delay(backoffMs(error.kind, failures), undefined, { signal: this.signal });
    return false;
  }

  private async fail(kind: FailureKind): Promise<void> {
    await this.sound.flush();
    const { sessionId, epoch } = this.claim;
    const isOver = await failSession(this.context, this.claim, kind, (query) => this.committer.stored(query));
    if (!isOver) throw new FenceLost(sessionId, epoch);
  }

  private recovered(): void {
    if (!this.isRetrying) return;
    this.isRetrying = false;
    this.heads.publishNow();
  }

  private head(): Omit<Head, "rev"> {
    return {
      epoch: this.claim.epoch,
      // Pages drop their sound before it.
      anchor: Math.min(this.committer.anchor, this.sound.safe),
      covered: this.transcriber.covered,
      recogniser: this.isRetrying ? "retrying" : "ok",
    };
  }

  private progress() {
    const { feed, isRetrying, transcriber } = this;
    const recogniser = isRetrying ? "retrying" : feed.isOpen ? "ok" : "resting";
    const isOther = recogniser === "ok" && transcriber.isOtherLanguage;
    return { recognitionLagMs: feed.lagMs, recogniser, ...(isOther && { isOtherLanguage: true }) } as const;
  }

  private throwIfGivenUp(): void {
    this.signal.throwIfAborted();
  }
}
