import type { Connection } from "../connection/connection";
import type { LeftSound, SoundLog } from "../unsent/left-sound";
import { Sender } from "./sender";
import { untilSent } from "./sender-state";

type LeftSenderOptions = {
  readonly connection: Connection;
  readonly sessionId: string;
  readonly left: LeftSound & { readonly recording: SoundLog };
};

/** `left`: another page began to speak meanwhile, and a later sender may have the rest. */
export type LeftOutcome = "sent" | "left" | "too-late";

/**
 * Sends the sound that an earlier page left, without listening. It waits while another page speaks, then becomes a take of its
 * own. The session is paused until a person speaks again; one that was over is continued for this sound and ends again.
 */
export class LeftSender {
  readonly done: Promise<LeftOutcome>;
  readonly #sender: Sender;

  constructor({ connection, sessionId, left }: LeftSenderOptions) {
    const circumstances = () => ({ isPaused: true, isLeft: true });
    this.#sender = new Sender({ connection, sessionId, circumstances, left, log: left.recording });
    this.done = this.#finish();
  }

  /** Resolves once another page may have the sound that was not sent. */
  async close(): Promise<void> {
    await this.#sender.close();
  }

  /** Calls `tell` when the sound begins or ceases to wait for another page that speaks. */
  onWaiting(tell: (isWaiting: boolean) => void): void {
    let isWaiting = false;
    this.#sender.subscribe(() => {
      const is = this.#sender.getSnapshot().kind === "occupied";
      if (is !== isWaiting) tell(is);
      isWaiting = is;
    });
  }

  async #finish(): Promise<LeftOutcome> {
    const { kind, keptMs } = await untilSent(this.#sender);
    if (keptMs > 0) return kind === "superseded" ? "left" : "too-late";
    if (this.#sender.known.isRevived) await this.#sender.stop();
    await this.#sender.close();
    return kind === "gone" ? "too-late" : "sent";
  }
}
