import { msToSamples, SAMPLE_RATE, samplesToMs } from "#protocol/sound";
import type { KeptSound } from "../kept-sound";
import type { SpeechCall } from "./speech-call";
import type { StreamResult } from "./stream-result";
import { FRAME } from "./voice";

/** Samples in one message, 400 ms: Google takes 15,360 bytes. */
const MESSAGE = 6_400;
/** Sound that waits is sent this much faster than it was spoken: Google wants it close to real time. */
const PACE = 3;
/** And at once: what a stream begins with. */
const HEAD_START = SAMPLE_RATE;
/** Google gives a stream up after about 10 s without sound. */
const STARVED_MS = 5_000;
const LAST_WORDS_MS = 10_000;

/** One stream and how far it is fed; positions are samples since the beginning of the sound. */
export class Feed {
  sent: number;
  /** What it heard while an older stream was still saying its last words. */
  held: (readonly StreamResult[])[] = [];
  /** Its first words may be ones that were heard before. */
  isAtSeam = true;
  /** It was closed while somebody spoke: its last word may be half a word. */
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
   * Sends what waits.
   * @param stop where the speech ends, as far as is known
   * @param isLast nothing will follow what stands before `stop`
   */
  send(sound: KeptSound, stop: number, isLast: boolean, now: number): void {
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

  /** Half-closes it: its last words still come. */
  close(now: number): void {
    this.#closedAt = now;
    this.call.end();
  }

  get isClosed(): boolean {
    return this.#closedAt !== null;
  }

  /** Whichever is longer of its life and its sound. */
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
