import type { Connection } from "../connection/connection";
import type { Left } from "../unsent/unsent-store";
import { Sender } from "./sender";
import { untilSent } from "./sender-state";

/**
 * Sends the sound that an earlier page left, without listening. The session is paused until a person speaks again; one that
 * was over is continued for this sound and ends again.
 */
export class LeftSender {
  /** Resolves to true once the gateway has the sound, to false once it takes no more of it. */
  readonly done: Promise<boolean>;
  readonly #sender: Sender;

  constructor({ connection, sessionId, left }: { connection: Connection; sessionId: string; left: Left }) {
    const circumstances = () => ({ isPaused: true });
    this.#sender = new Sender({ connection, sessionId, circumstances, left, log: left.recording });
    this.done = this.#finish();
  }

  /** Resolves once another page may have the sound that was not sent. */
  async close(): Promise<void> {
    await this.#sender.close();
  }

  async #finish(): Promise<boolean> {
    const { kind, keptMs } = await untilSent(this.#sender);
    if (keptMs > 0) return false;
    if (this.#sender.isRevived) await this.#sender.stop();
    await this.#sender.close();
    return kind !== "gone";
  }
}
