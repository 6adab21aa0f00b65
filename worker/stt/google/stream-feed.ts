import { msToSamples, SAMPLE_RATE, samplesToMs } from "#protocol/sound";
import type { SampleBuffer } from "../sample-buffer";
import type { SpeechCall } from "./speech-call";
import type { StreamResult } from "./stream-result";
import { FRAME } from "./voice";

/** Samples in one message, 400 ms: Google takes 15,360 bytes. */
const MESSAGE = 6_400;
/** Waiting sound is sent at most this many times faster than real time, as Google requires. */
const PACE = 3;
/** Samples that a new stream may send at once. */
const HEAD_START = SAMPLE_RATE;
/** A stream without sound for this long is closed, ms. Google ends it after about 10 s. */
const STARVED_MS = 5_000;
/** A closed stream whose last results take longer than this has failed, ms. */
const LAST_WORDS_MS = 10_000;

/** One stream and its progress. Positions are samples since the beginning of the sound. */
export class StreamFeed {
  sent: number;
  /** Results that arrived while an older stream was still sending its last words. */
  held: (readonly StreamResult[])[] = [];
  /** Its first words may repeat the last words of the stream before. */
  isAtSeam = true;
  /** It was closed in mid-speech: its last word may be half a word. */
  isCut = false;
  hasEnded = false;
  #sentAt: number;
  #closedAt: number | null = null;

  constructor(
    readonly call: SpeechCall,
    readonly from: number,
    private readonly openedAt: number,
  ) {
    this.sent = from;
    this.#sentAt = openedAt;
  }

  /**
   * Sends the waiting sound, as far as the pace allows.
   * @param stop the position at which the speech ends, as far as is known
   * @param isLast no more speech will follow before `stop`
   */
  send(sound: SampleBuffer, stop: number, isLast: boolean, now: number): void {
    const paced = this.from + HEAD_START + Math.floor(msToSamples((now - this.openedAt) * PACE));
    const target = Math.min(stop, paced);
    const least = isLast && target === stop ? 1 : FRAME;
    while (target - this.sent >= least) {
      const to = Math.min(target, this.sent + MESSAGE);
      const { buffer, byteOffset, byteLength } = sound.between(this.sent, to);
      this.call.write(Uint8Array.from(new Uint8Array(buffer, byteOffset, byteLength)));
      this.sent = to;
      this.#sentAt = now;
    }
  }

  /** Half-closes the stream: its last results still come. */
  close(now: number): void {
    this.#closedAt = now;
    this.call.end();
  }

  get isClosed(): boolean {
    return this.#closedAt !== null;
  }

  /** The longer of its lifetime and its sound. */
  ageMs(now: number): number {
    return Math.max(now - this.openedAt, samplesToMs(this.sent - this.from));
  }

  isStarved(now: number): boolean {
    return now - this.#sentAt > STARVED_MS;
  }

  isOverdue(now: number): boolean {
    return this.#closedAt !== null && now - this.#closedAt > LAST_WORDS_MS;
  }
}
