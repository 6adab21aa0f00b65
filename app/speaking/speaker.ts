import { atOnce, Subscribers } from "../connection/subscribers";
import { type DeviceInUse, Microphone, type MicrophoneOptions } from "../microphone/microphone";
import type { SoundProblem } from "../microphone/microphone-problem";
import { openAnyMicrophone, openMicrophone } from "../microphone/open-microphone";
import { endSharedSound } from "../microphone/shared-sound";
import type { Sender } from "./sender";
import { isEnd, type SenderState, untilSent } from "./sender-state";

export type SpeakerState = {
  readonly sender: SenderState;
  /** `paused`: until the person resumes; `finishing`: its last sound is being sent before a reload. */
  readonly microphone: "closed" | "opening" | "open" | "paused" | "finishing";
  /** The reason why there is no sound; null: there is sound, or none is wanted. */
  readonly problem: SoundProblem | null;
};

/**
 * A microphone and the sender that takes its sound, for the buttons of a page that speaks. Its listeners are called
 * synchronously.
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
  readonly #subscribers = new Subscribers(atOnce);
  readonly #unsubscribe: () => void;
  #microphone: Microphone | null = null;
  /** Increases with every opening. If two overlap, the later one counts. */
  #opening = 0;
  #state: Omit<SpeakerState, "sender"> = { microphone: "closed", problem: null };

  constructor(sender: Sender) {
    this.#sender = sender;
    this.#unsubscribe = sender.subscribe(() => {
      this.#subscribers.tell();
      if (isEnd(sender.getSnapshot())) this.#end();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#subscribers.add(listener);

  getState(): SpeakerState {
    return { ...this.#state, sender: this.#sender.getSnapshot() };
  }

  /** 0 to 1, for a meter. */
  level(): number {
    return this.#microphone?.level() ?? 0;
  }

  /** The microphone that is in use; null: none, or the browser does not tell. */
  get device(): DeviceInUse | null {
    return this.#microphone?.device ?? null;
  }

  /**
   * Opens a microphone or a share. The state tells the outcome.
   * @param isAnyGood true: opens any microphone, since the one in use has vanished
   * @returns whether the default was opened because the wanted microphone is missing; null: a later opening counts
   */
  async open(options: MicrophoneOptions = {}, isAnyGood = false): Promise<{ isDefaultInstead: boolean } | null> {
    if (options.source === "microphone") endSharedSound();
    const released = this.#release();
    const opening = this.#opening;
    await released;
    if (opening !== this.#opening) return null;
    this.#sender.flush();
    this.#change({ microphone: "opening", problem: null });
    const { opened, isDefaultInstead } = await (isAnyGood ? openAnyMicrophone : openMicrophone)(
      options,
      (samples) => this.#sender.push(samples),
      (problem) => {
        this.#change({ problem });
        if (problem?.kind === "unshared" && !problem.isPartial) void this.#leaveShare(problem);
      },
    );
    if (opening !== this.#opening) {
      if (opened instanceof Microphone) await opened.close();
    } else if (opened instanceof Microphone) {
      this.#microphone = opened;
      this.#change({ microphone: "open" });
    } else {
      this.#change({ microphone: "closed", problem: opened });
    }
    return opening === this.#opening ? { isDefaultInstead } : null;
  }

  /** Pauses in every state of the microphone: one that is being opened is closed again. */
  async pause(): Promise<void> {
    if (!this.#microphone) await this.#release();
    this.#change({ microphone: "paused", problem: null });
    await this.#microphone?.pause();
    this.#sender.flush();
  }

  /** @returns false if a microphone has to be opened for it */
  async resume(): Promise<boolean> {
    const { problem } = this.#state;
    if (!this.#microphone || problem?.kind === "lost" || (problem?.kind === "unshared" && !problem.isPartial))
      return false;
    this.#change({ microphone: "open" });
    await this.#microphone.resume();
    return true;
  }

  async stop(): Promise<SenderState> {
    await this.#microphone?.flush();
    const end = this.#sender.stop();
    await this.#release();
    return end;
  }

  /** Sends everything that was recorded so far. Resolves once it is acknowledged; the session stays live. */
  async finishSending(): Promise<void> {
    if (this.#state.microphone === "open") {
      this.#change({ microphone: "finishing" });
      await this.#microphone?.pause();
      this.#sender.flush();
    }
    await untilSent(this.#sender);
  }

  close(): void {
    this.#unsubscribe();
    void this.#sender.close();
    this.#end();
  }

  #end(): void {
    endSharedSound();
    void this.#release();
  }

  /** The share has ended. An audio graph without a source would deliver silence for as long as the page is open. */
  async #leaveShare(problem: SoundProblem): Promise<void> {
    const microphone = this.#microphone;
    await microphone?.flush();
    if (microphone !== this.#microphone || this.#state.microphone === "paused") return;
    void this.#release();
    this.#change({ problem });
    this.#sender.flush();
  }

  async #release(): Promise<void> {
    this.#opening += 1;
    const microphone = this.#microphone;
    this.#microphone = null;
    if (this.#state.microphone !== "closed") this.#change({ microphone: "closed", problem: null });
    await microphone?.close();
  }

  #change(change: Partial<Omit<SpeakerState, "sender">>): void {
    this.#state = { ...this.#state, ...change };
    this.#subscribers.tell();
  }
}
