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

/** The recognisers of one serving, one at a time: feeds the session's sound to them, and finishes them. */
export class RecogniserFeed {
  /** What is spoken in the sound that is heard now. */
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
   * Feeds an entry's sound to the recogniser, and opens one first where none is open or the open one does not fit.
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
    // The worker before may have died with everything heard, and its segment open.
    if (!recognition) return this.transcriber.finish(anchor);
    await recognition.halfClose();
    // Silenced, it has ended without saying what it held.
    this.options.signal.throwIfAborted();
    this.#recognition = null;
    this.transcriber.finish(recognition.fedUpTo);
  }

  /** Closes the recogniser at once, without its last words. */
  drop(): void {
    this.silence();
    this.#recognition = null;
  }

  /** Lets the recogniser say nothing more: whoever waits for its last words waits no longer. */
  silence(): void {
    this.#recognition?.abort();
  }

  /** Lets what stands count as heard longer, while the recogniser says nothing. */
  stand(): void {
    this.transcriber.stand(this.#recognition?.fedUpTo ?? 0);
  }

  get isOpen(): boolean {
    return this.#recognition !== null;
  }

  /** Whether the recogniser was fed sound that may hold words, or half a word, that are not settled. */
  get isInSpeech(): boolean {
    return this.#recognition !== null && this.transcriber.proved < this.#recognition.fedUpTo;
  }

  /** Sound that the recogniser was given and has not heard yet. */
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
