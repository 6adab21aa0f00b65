import type { Entry } from "#redis/mailbox-reader";
import type { OpenOptions, Recogniser, RecogniserEvent, SpeechToText } from "../stt/port";

/**
 * One recogniser from its opening to its end. It is opened when the first sound comes, and fed
 * without a hole: `fits` says whether an entry goes on where the last one ended.
 */
export class Recognition {
  /** When everything it had to say was handled; rejects with what broke it. */
  readonly finished: Promise<void>;
  /** What broke it, once it is broken. */
  failure: unknown = null;

  private constructor(
    private readonly recogniser: Recogniser,
    private fedTo: number,
    handle: (event: RecogniserEvent) => void,
  ) {
    this.finished = this.consume(handle);
    // Whoever feeds it looks at `failure`; whoever ends it awaits `finished`.
    this.finished.catch(() => undefined);
  }

  /** @throws EngineError */
  static async open(
    stt: SpeechToText,
    options: OpenOptions,
    handle: (event: RecogniserEvent) => void,
  ): Promise<Recognition> {
    return new Recognition(await stt.open(options), options.startSample, handle);
  }

  fits(entry: Entry): boolean {
    return entry.startSample <= this.fedTo && this.fedTo < entry.startSample + entry.samples;
  }

  /** Samples: sound up to here was handed over. */
  get fedUpTo(): number {
    return this.fedTo;
  }

  /** Takes an entry's sound, less what it was fed before. */
  feed(entry: Entry): void {
    const known = this.fedTo - entry.startSample;
    this.recogniser.write(entry.sound.subarray(known * 2));
    this.fedTo = entry.startSample + entry.samples;
  }

  /**
   * Half-closes it and waits until its last words are handled.
   * @throws EngineError
   */
  async halfClose(): Promise<void> {
    this.recogniser.end();
    await this.finished;
  }

  abort(): void {
    this.recogniser.abort();
  }

  private async consume(handle: (event: RecogniserEvent) => void): Promise<void> {
    try {
      for await (const event of this.recogniser.events) handle(event);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}
