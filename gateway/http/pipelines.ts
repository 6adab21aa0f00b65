import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Requests that a client may send on one connection before it has the answer to the first. */
const MOST_UNANSWERED = 8;

type Unanswered = { readonly count: number; readonly last: Promise<unknown> };

/** Handles the requests of one connection one after the other, because Node emits pipelined requests all at once. */
export class Pipelines {
  readonly #unanswered = new WeakMap<Socket, Unanswered>();

  /**
   * Waits until the requests before this one are answered.
   * @returns false when the connection has ended, also because there are too many
   */
  async waitForTurn({ socket }: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const { count, last } = this.#unanswered.get(socket) ?? { count: 0, last: null };
    if (count >= MOST_UNANSWERED) socket.destroy();
    if (socket.destroyed) return false;
    const answered = new Promise((resolve) => response.once("close", resolve));
    response.once("close", () => this.#countAnswer(socket));
    this.#unanswered.set(socket, { count: count + 1, last: answered });
    await last;
    return !socket.destroyed;
  }

  #countAnswer(socket: Socket): void {
    const now = this.#unanswered.get(socket);
    if (now) this.#unanswered.set(socket, { ...now, count: now.count - 1 });
  }
}
