import type { Word } from "#protocol/transcript";

/**
 * The port of speech-to-text engines. A worker process has one `SpeechToText`, and one `Recogniser` per session that it
 * serves. All positions are samples on the session's clock (16 kHz).
 */
export interface SpeechToText {
  readonly name: string;
  /** BCP 47 tags of the languages that it recognises. */
  readonly languages: readonly string[];
  /** Recognisers that this process can run at once. */
  readonly capacity: number;
  /** True: it uses `hints`, so its text needs no respelling. */
  readonly takesHints?: boolean;
  /** True: it sends `quiet` in silence, so without any event it is late. */
  readonly tellsSilence?: boolean;
  /** How long a recogniser may receive no sound in mid-speech, ms; absent: any time. */
  readonly maxStallMs?: number;
  /**
   * Opens a recogniser for sound from `startSample` on.
   * @throws EngineError
   */
  open(options: OpenOptions): Promise<Recogniser>;
  close(): Promise<void>;
}

export type OpenOptions = {
  readonly language: string;
  /** Other languages that may be spoken, as many as the engine allows. */
  readonly alternatives?: readonly string[];
  readonly startSample: number;
  /** Called with seconds that the engine's provider bills, once per stretch of sound, also after the end. */
  readonly billed?: (seconds: number) => void;
  /** Names and terms that are likely to be said. */
  readonly hints?: readonly string[];
};

export interface Recogniser {
  /** Takes the next samples: signed 16-bit little-endian PCM, 16 kHz, mono, any even number of bytes. */
  write(sound: Uint8Array): void;
  /** Half-closes: the events of the written sound still come, then `events` ends. */
  end(): void;
  /** Frees everything at once; `events` ends without more. Safe to call at any time, more than once. */
  abort(): void;
  /**
   * All events in order. Ends after `end` or `abort`. Can be iterated once.
   * @throws EngineError when the engine fails
   */
  readonly events: AsyncIterable<RecogniserEvent>;
}

export type RecogniserEvent =
  /** The present text of the sound after the last final; "" when it holds no words. */
  | {
      readonly type: "hypothesis";
      readonly text: string;
      readonly startSample: number;
      readonly covered: number;
      /** Number of first characters of `text` that the engine calls stable; absent when it does not report that. */
      readonly stable?: number;
      /** Absent when the engine has no word times yet. */
      readonly words?: readonly Word[];
    }
  /** Text that will not change, as the engine writes it. The sound up to `endSample` is done. */
  | {
      readonly type: "final";
      readonly text: string;
      /** BCP 47 tag of the recognised language; absent when the recogniser was opened for one language only. */
      readonly lang?: string;
      readonly startSample: number;
      readonly endSample: number;
      /** Null when the engine gives no word times. */
      readonly words: readonly Word[] | null;
    }
  /**
   * The sound before this sample holds no speech without a final, so it need not be recognised again. `isOtherLanguage`: it
   * holds speech, but not of the language that the recogniser was opened for; absent: the engine cannot tell.
   */
  | { readonly type: "quiet"; readonly upToSample: number; readonly isOtherLanguage?: boolean };
