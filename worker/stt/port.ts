import type { Word } from "#protocol/transcript";

/**
 * A speech-to-text engine in our words. One `SpeechToText` per worker process, one `Recogniser` per
 * served session. All positions are samples on the session's clock (16 kHz).
 */
export interface SpeechToText {
  readonly name: string;
  /** BCP 47 tags that it hears. */
  readonly languages: readonly string[];
  /** Recognisers that this process can run at once. */
  readonly capacity: number;
  /** It listens for `hints`: what it hears needs no rewriting. */
  readonly takesHints?: boolean;
  /** It says `quiet` while nobody speaks: where it says nothing at all it is only late. */
  readonly tellsSilence?: boolean;
  /** A recogniser that gets no sound for this long in mid-speech loses its place, ms; absent: it never does. */
  readonly keepsPlaceMs?: number;
  /**
   * Opens a recogniser that hears sound from `startSample` on.
   * @throws EngineError
   */
  open(options: OpenOptions): Promise<Recogniser>;
  close(): Promise<void>;
}

export type OpenOptions = {
  readonly language: string;
  /** Other languages that may be spoken; only what the engine allows beside `language`. */
  readonly alternatives?: readonly string[];
  readonly startSample: number;
  /** Called with seconds that the engine's provider bills, once for each stretch of sound; also after the end. */
  readonly billed?: (seconds: number) => void;
  /** Names and terms that are likely to be said. */
  readonly hints?: readonly string[];
};

export interface Recogniser {
  /** Takes the next samples: signed 16-bit little-endian PCM, 16 kHz, mono, any even number of bytes. */
  write(sound: Uint8Array): void;
  /** Half-closes: the events of what was written still come, then `events` ends. */
  end(): void;
  /** Frees everything at once; `events` ends without more. Safe to call at any time, more than once. */
  abort(): void;
  /**
   * Everything it has to say, in order; ends after `end` or `abort`. Read once.
   * @throws EngineError when the engine fails
   */
  readonly events: AsyncIterable<RecogniserEvent>;
}

export type RecogniserEvent =
  /** What it believes now about the sound after the last final; "" when it believes nothing. */
  | {
      readonly type: "hypothesis";
      readonly text: string;
      readonly startSample: number;
      readonly covered: number;
      /** Characters at the beginning of `text` that the engine calls stable; absent where it does not say. */
      readonly stable?: number;
      /** Absent where the engine has no word times yet. */
      readonly words?: readonly Word[];
    }
  /** What it will not change. `text` is as the engine writes it; the sound up to `endSample` is done. */
  | {
      readonly type: "final";
      readonly text: string;
      /** Which of the languages it was; absent where the engine was told only one. */
      readonly lang?: string;
      readonly startSample: number;
      readonly endSample: number;
      /** Null where the engine gives no word times. */
      readonly words: readonly Word[] | null;
    }
  /** No speech is held up to this sample: nothing before it need be heard again. */
  | { readonly type: "quiet"; readonly upToSample: number };
