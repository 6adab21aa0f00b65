import { oncePerFrame, type Schedule, Subscribers } from "../connection/subscribers";
import { Microphone, type MicrophoneOptions } from "../microphone/microphone";
import type { MicrophoneProblem } from "../microphone/microphone-problem";
import type { Sender } from "./sender";
import { isEnd, type SenderState, untilSent } from "./sender-state";

export type SpeakerState = {
  readonly sender: SenderState;
  readonly microphone: "closed" | "opening" | "open" | "paused";
  /** Why there is no sound; null when there is, or none is wanted. */
  readonly problem: MicrophoneProblem | null;
};

/**
 * A microphone and the sender that takes its sound: what the buttons of a page that speaks are wired to.
 *
 *     const speaker = new Speaker(new Sender({ connection, sessionId }));
 *     await speaker.open({ deviceId });   // from a click; again with another device, or after a problem
 *     await speaker.pause();              // the rest is sent; the permission is kept
 *     await speaker.resume();
 *     await speaker.stop();               // resolves when the session's stop is acknowledged
 *     speaker.close();                    // the page goes away
 */
export class Speaker {
  readonly #sender: Sender;
  readonly #subscribers: Subscribers;
  readonly #unsubscribe: () => void;
  #microphone: Microphone | null = null;
  /** Rises with every opening: of two at once the later one counts. */
  #opening = 0;
  #state: SpeakerState;

  constructor(sender: Sender, schedule: Schedule = oncePerFrame) {
    this.#sender = sender;
    this.#subscribers = new Subscribers(schedule);
    this.#state = { sender: sender.getSnapshot(), microphone: "closed", problem: null };
    this.#unsubscribe = sender.subscribe(() => {
      this.#change({ sender: sender.getSnapshot() });
      if (isEnd(this.#state.sender)) void this.#release();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  readonly getSnapshot = (): SpeakerState => this.#state;

  /** 0 to 1, for a meter. */
  level(): number {
    return this.#microphone?.level() ?? 0;
  }

  /** The outcome stands in the state. */
  async open(options: MicrophoneOptions = {}): Promise<void> {
    await this.#release();
    const opening = this.#opening;
    this.#change({ microphone: "opening", problem: null });
    const opened = await Microphone.open(
      options,
      (samples) => this.#sender.push(samples),
      (problem) => this.#change({ problem }),
    );
    if (opening !== this.#opening) {
      if (opened instanceof Microphone) await opened.close();
    } else if (opened instanceof Microphone) {
      this.#microphone = opened;
      this.#change({ microphone: "open" });
    } else {
      this.#change({ microphone: "closed", problem: opened });
    }
  }

  async pause(): Promise<void> {
    if (this.#state.microphone !== "open") return;
    this.#change({ microphone: "paused", problem: null });
    await this.#microphone?.pause();
    this.#sender.flush();
  }

  async resume(): Promise<void> {
    if (!this.#microphone) return;
    this.#change({ microphone: "open" });
    await this.#microphone.resume();
  }

  async stop(): Promise<SenderState> {
    await this.#microphone?.flush();
    const end = this.#sender.stop();
    await this.#release();
    return end;
  }

  /** Sends everything that was recorded so far. Resolves once it is acknowledged; the session stays live. */
  async finishSending(): Promise<void> {
    await this.pause();
    await untilSent(this.#sender);
  }

  close(): void {
    this.#unsubscribe();
    this.#sender.close();
    void this.#release();
  }

  async #release(): Promise<void> {
    this.#opening += 1;
    const microphone = this.#microphone;
    this.#microphone = null;
    if (this.#state.microphone !== "closed") this.#change({ microphone: "closed", problem: null });
    await microphone?.close();
  }

  #change(change: Partial<SpeakerState>): void {
    this.#state = { ...this.#state, ...change };
    this.#subscribers.tell();
  }
}
