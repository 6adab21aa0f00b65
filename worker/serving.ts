import { setTimeout as delay } from "node:timers/promises";
import type { FailureKind } from "#protocol/session";
import { samplesToMs } from "#protocol/sound";
import type { Draft, Head } from "#protocol/transcript";
import type { Entry, MailboxReader } from "#queue/mailbox-reader";
import type { Claim } from "#store/claim";
import { countFailure, FenceLost } from "#store/commit";
import { markEnded, type StateChange } from "#store/states";
import { CONTEXT_SEGMENTS } from "#store/translations";
import { backoffMs, FAILURES_ALLOWED } from "./backoff";
import { closeSession, failSession } from "./close-session";
import { Committer } from "./committer";
import { Condition } from "./condition";
import type { WorkerContext } from "./context";
import { DraftTranslations } from "./draft-translations";
import { Drafts } from "./drafts";
import { EngineError } from "./engine-error";
import { SessionFault } from "./faults";
import { Heads } from "./heads";
import { openingOf } from "./policy/tail";
import { Pulse } from "./pulse";
import { Recognition } from "./recognition";
import { spellerOf } from "./speller";
import { type PieceNews, Transcriber } from "./transcriber";

/** A session without a chunk for this long gives its recogniser back. */
const IDLE_MS = 3_000;
const REPEAT_MS = 1_000;
/** How often what stands is looked at while the recogniser says nothing. */
const STAND_MS = 200;

/** One worker's service to one session, from its claim until nobody speaks, it is over, or it is given up. */
export class Serving {
  private readonly givenUp = new AbortController();
  private readonly signal: AbortSignal;
  private readonly committer: Committer;
  private readonly drafts: Drafts;
  private readonly transcriber: Transcriber;
  private recognition: Recognition | null = null;
  private isRetrying = false;
  /** What is spoken in the sound that is heard now. */
  private spoken: string;
  private readonly condition: Condition;
  private readonly heads: Heads;

  constructor(
    private readonly context: WorkerContext,
    private readonly claim: Claim,
    private readonly reader: MailboxReader,
    signal: AbortSignal,
  ) {
    this.signal = AbortSignal.any([signal, this.givenUp.signal]);
    const { sessionId, epoch } = claim;
    this.committer = new Committer(context, claim, {
      signal: this.signal,
      onFailure: (error) => this.giveUp(error),
      onInterrupted: (piece, storedWords) => this.transcriber.interrupt(piece, storedWords),
      openWords: openingOf(claim.tail).words.length,
    });
    this.spoken = claim.sourceLang;
    const publish = (draft: Draft) => context.publisher.draft(sessionId, draft);
    const terms = claim.terms.map(({ written }) => written);
    const translations = new DraftTranslations({
      translator: context.translator,
      tally: context.tally,
      epoch,
      sourceLang: () => this.spoken,
      terms,
      context: claim.tail
        .filter(({ open }) => !open)
        .map(({ text }) => text)
        .slice(-CONTEXT_SEGMENTS),
      langs: () => this.condition.draftLangs,
      charge: (characters, ask) => this.condition.chargeDraft(characters, ask),
      publish,
    });
    const { DRAFT_INTERVAL_MS } = context.env;
    this.drafts = new Drafts(epoch, DRAFT_INTERVAL_MS, publish, (draft) => translations.show(draft));
    const pulse = new Pulse(performance.now());
    const spell = spellerOf(context.stt.takesHints ? [] : claim.terms);
    const noted = (news: PieceNews) => {
      if (news.lagMs !== null) pulse.commit(performance.now(), news.words, news.lagMs);
      if (news.closed !== null) translations.close(news.seq, news.closed);
    };
    const { tally, stt } = context;
    const tellsSilence = stt.tellsSilence ?? false;
    this.transcriber = new Transcriber(claim, this.committer, this.drafts, { tally, spell, noted, tellsSilence });
    const health = () => ({ ...this.health(), draftsHeldBack: translations.heldBack });
    this.condition = new Condition(context, claim, health, pulse);
    this.heads = new Heads(context, sessionId, () => this.head());
  }

  /**
   * Serves until the mailbox stays empty or the session is over.
   * @throws FenceLost when another worker has claimed the session, the signal's reason when aborted
   */
  async run(): Promise<void> {
    this.heads.say();
    const repeats = setInterval(() => this.drafts.repeat(), REPEAT_MS);
    const standing = setInterval(() => this.transcriber.stand(this.recognition?.fedUpTo ?? 0), STAND_MS);
    // A recogniser that takes its time over its last words must not hold up whoever takes the session over.
    const silence = () => this.recognition?.abort();
    this.signal.addEventListener("abort", silence, { once: true });
    try {
      await this.serve();
    } finally {
      this.heads.stop();
      clearInterval(repeats);
      clearInterval(standing);
      this.condition.leave();
      this.signal.removeEventListener("abort", silence);
      this.recognition?.abort();
      this.drafts.settle();
    }
  }

  /** Ends this serving: a step of it failed. */
  giveUp(error: unknown): void {
    const isExpected = error instanceof FenceLost || error instanceof SessionFault || this.signal.aborted;
    this.givenUp.abort(isExpected ? error : new SessionFault(error));
  }

  /** What is on its way into the store, for a worker that hands over. */
  settled(): Promise<void> {
    return this.committer.settled();
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
    let entries = await this.reader.next(IDLE_MS);
    this.throwIfGivenUp();
    if (entries.length === 0) {
      await this.rest();
      entries = await this.reader.next(0);
      if (entries.length === 0) {
        this.condition.rest();
        return true;
      }
    }
    for (const entry of entries) {
      if (entry.kind === "stop") return this.end();
      this.committer.noteRead(entry);
      if (entry.startSample + entry.samples <= this.committer.anchor) continue;
      if (entry.kind === "lost") await this.noteGap(entry);
      else await this.hear(entry);
    }
    return false;
  }

  private async hear(entry: Entry): Promise<void> {
    if (this.recognition?.failure) throw this.recognition.failure;
    const lang = entry.lang || this.claim.sourceLang;
    const goesOn = this.recognition?.fits(entry) && lang === this.spoken;
    if (this.recognition && !goesOn) await this.finishRecognition();
    if (lang !== this.spoken) this.transcriber.speak(lang);
    this.spoken = lang;
    this.recognition ??= await Recognition.open(
      this.context.stt,
      {
        language: this.spoken,
        alternatives: this.spoken === this.claim.sourceLang ? this.claim.alternativeLangs : [],
        startSample: Math.max(entry.startSample, this.committer.anchor),
        hints: this.claim.terms.map(({ written }) => written),
        billed: (seconds) => this.context.bill.add(this.claim.sessionId, seconds),
      },
      (event) => {
        this.recovered();
        try {
          this.transcriber.handle(event);
        } catch (error) {
          this.giveUp(error);
        }
      },
    );
    this.recognition.feed(entry);
  }

  /** Sound that never arrived: what was said before it is finished first, then a line says how long it was. */
  private async noteGap(entry: Entry): Promise<void> {
    await this.finishRecognition();
    const from = Math.max(entry.startSample, this.committer.anchor);
    const to = entry.startSample + entry.samples;
    const times = { startMs: samplesToMs(from), endMs: samplesToMs(to) };
    const nothing = { text: "", confidence: null, words: null, heard: null };
    this.committer.commitGap({ kind: "gap", lang: this.spoken, ...times, ...nothing }, to);
  }

  /** Nobody speaks: the recogniser says its last words, and everything that was heard is safe. */
  private async rest(): Promise<void> {
    await this.finishRecognition();
    this.committer.tidy();
    await this.committer.settled();
    await this.context.latestRevs.refresh(this.claim.sessionId);
    this.throwIfGivenUp();
    this.heads.say();
  }

  private async finishRecognition(): Promise<void> {
    const { recognition } = this;
    // The worker before may have died with everything heard, and its segment open.
    if (!recognition) return this.transcriber.finish(this.committer.anchor);
    await recognition.halfClose();
    // Silenced, it has ended without saying what it held.
    this.throwIfGivenUp();
    this.recognition = null;
    this.transcriber.finish(recognition.fedUpTo);
  }

  private async end(): Promise<true> {
    await this.rest();
    const { sessionId, epoch } = this.claim;
    const change = await this.committer.stored(() => markEnded(sessionId, epoch));
    await this.leave(change);
    this.context.log.info({ sessionId, epoch, segments: this.committer.segments }, "session ended");
    return true;
  }

  /**
   * Gets over an engine's failure: everything after the anchor is heard again by a new recogniser,
   * after a pause that grows; or the session has failed.
   * @returns true when it has failed
   */
  private async recover(error: EngineError): Promise<boolean> {
    const { sessionId, epoch } = this.claim;
    this.recognition?.abort();
    this.recognition = null;
    await this.committer.settled();
    this.throwIfGivenUp();
    const failures = await this.committer.stored(() => countFailure(sessionId, epoch));
    this.context.log.warn({ err: error, sessionId, epoch, failures }, "recogniser failed");
    if (!error.retryable || failures >= FAILURES_ALLOWED) {
      await this.fail(error.kind);
      return true;
    }
    this.isRetrying = true;
    this.context.tally.add("recogniser:retried", 1);
    this.transcriber.refeed();
    this.heads.say();
    await delay(backoffMs(error.kind, failures), undefined, { signal: this.signal });
    this.reader.rewind();
    this.committer.forgetRead();
    return false;
  }

  private async fail(kind: FailureKind): Promise<void> {
    const isOver = await failSession(this.context, this.claim, kind, (query) => this.committer.stored(query));
    if (!isOver) throw new FenceLost(this.claim.sessionId, this.claim.epoch);
  }

  /** Says what became of the session. Without a change somebody was quicker: it is told what stands. */
  private async leave(change: StateChange | null): Promise<void> {
    const { sessionId, epoch } = this.claim;
    const isOver = await closeSession(this.context, sessionId, change);
    if (!isOver) throw new FenceLost(sessionId, epoch);
  }

  private recovered(): void {
    if (!this.isRetrying) return;
    this.isRetrying = false;
    this.heads.say();
  }

  private head(): Omit<Head, "rev"> {
    return {
      epoch: this.claim.epoch,
      anchor: this.committer.anchor,
      covered: this.transcriber.covered,
      recogniser: this.isRetrying ? "retrying" : "ok",
    };
  }

  private health() {
    const { recognition, transcriber, isRetrying } = this;
    const heardLagMs = recognition ? Math.max(0, samplesToMs(recognition.fedUpTo - transcriber.covered)) : 0;
    return {
      heardLagMs,
      recogniser: isRetrying ? ("retrying" as const) : recognition ? ("ok" as const) : ("resting" as const),
    };
  }

  private throwIfGivenUp(): void {
    this.signal.throwIfAborted();
  }
}
