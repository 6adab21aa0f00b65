import { samplesToMs } from "#protocol/sound";
import type { Entry } from "#redis/mailbox-reader";
import type { Claim } from "#store/session/claim-session";
import type { WorkerContext } from "../context";
import type { OpenOptions, RecogniserEvent } from "../stt/port";
import { Recognition } from "./recognition";
import type { Transcriber } from "./transcriber";

type Options = {
  readonly signal: AbortSignal;
  readonly onEvent: (event: RecogniserEvent) => void;
};

/** Feeds a session's sound to one recogniser at a time. Opens recognisers when they are needed, and finishes them. */
export class RecogniserFeed {
  /** BCP 47 tag of the language of the sound that is fed now. */
  spoken: string;
  #recognition: Recognition | null = null;

  constructor(
    private readonly context: Pick<WorkerContext, "stt" | "bill">,
    private readonly claim: Claim,
    private readonly transcriber: Transcriber,
    private readonly options: Options,
  ) {
    this.spoken = claim.sourceLang;
  }

  /**
   * Feeds an entry's sound to the recogniser. Opens a new one first if none is open or the open one does not fit.
   * @throws EngineError
   */
  async feedEntry(entry: Entry, anchor: number): Promise<void> {
    if (this.#recognition?.failure) throw this.#recognition.failure;
    const lang = entry.lang || this.claim.sourceLang;
    const goesOn = this.#recognition?.fits(entry) && lang === this.spoken;
    if (this.#recognition && !goesOn) await this.finish(anchor);
    if (lang !== this.spoken) this.transcriber.speak(lang);
    this.spoken = lang;
    this.#recognition ??= await Recognition.open(
      this.context.stt,
      this.#wish(Math.max(entry.startSample, anchor)),
      this.options.onEvent,
    );
    this.#recognition.feed(entry);
  }

  /**
   * Waits for the recogniser's last words, and closes the segment.
   * @throws EngineError, the signal's reason when aborted
   */
  async finish(anchor: number): Promise<void> {
    const recognition = this.#recognition;
    // The previous worker may have died after its recogniser had finished and before its segment was closed.
    if (!recognition) return this.transcriber.finish(anchor);
    await recognition.halfClose();
    // An aborted recogniser ends without its last words.
    this.options.signal.throwIfAborted();
    this.#recognition = null;
    this.transcriber.finish(recognition.fedUpTo);
  }

  /** Closes the recogniser at once, without its last words. */
  drop(): void {
    this.abortRecogniser();
    this.#recognition = null;
  }

  /** Aborts the recogniser, so that `finish` no longer waits for its last words. */
  abortRecogniser(): void {
    this.#recognition?.abort();
  }

  /** Re-checks the words of the last hypothesis while the recogniser is silent. */
  recheck(): void {
    this.transcriber.recheck(this.#recognition?.fedUpTo ?? 0);
  }

  get isOpen(): boolean {
    return this.#recognition !== null;
  }

  /** Whether the recogniser was fed sound that may hold unsettled words or half a word. */
  get isInSpeech(): boolean {
    return this.#recognition !== null && this.transcriber.proved < this.#recognition.fedUpTo;
  }

  /** ms of sound that the recogniser was fed and has not processed yet. */
  get lagMs(): number {
    return this.#recognition ? Math.max(0, samplesToMs(this.#recognition.fedUpTo - this.transcriber.covered)) : 0;
  }

  #wish(startSample: number): OpenOptions {
    const { sessionId, sourceLang, alternativeLangs, terms } = this.claim;
    return {
      language: this.spoken,
      alternatives: this.spoken === sourceLang ? alternativeLangs : [],
      startSample,
      hints: terms.map(({ written }) => written),
      billed: (seconds) => this.context.bill.add(sessionId, seconds),
    };
  }
}
