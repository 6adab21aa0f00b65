import type { Entry } from "#redis/mailbox-reader";
import type { OpenOptions, Recogniser, RecogniserEvent, SpeechToText } from "../stt/port";

/**
 * One recogniser from its opening to its end. Its sound has no hole: `fits` tells whether an entry continues where the last
 * one ended.
 */
export class Recognition {
  /** Resolves when all its events are handled. Rejects with the error that broke it. */
  readonly finished: Promise<void>;
  /** The error that broke it; null while it works. */
  failure: unknown = null;

  private constructor(
    private readonly recogniser: Recogniser,
    private fedTo: number,
    handle: (event: RecogniserEvent) => void,
  ) {
    this.finished = this.consume(handle);
    // Callers that feed it check `failure`; callers that end it await `finished`.
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

  /** Samples: it was fed the sound up to here. */
  get fedUpTo(): number {
    return this.fedTo;
  }

  /** Feeds an entry's sound, except the part that was fed before. */
  feed(entry: Entry): void {
    const known = this.fedTo - entry.startSample;
    this.recogniser.write(entry.sound.subarray(known * 2));
    this.fedTo = entry.startSample + entry.samples;
  }

  /**
   * Half-closes the recogniser and waits until its last words are handled.
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
