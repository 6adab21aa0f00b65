import type { Ack } from "#protocol/refusal";
import type { Connection } from "../connection/connection";

/** If requests are in flight and none was answered for this long, the connection counts as dead, ms. */
const DEAD_MS = 4_000;

/** The requests of a sender that are not answered yet. Resets a connection that answers none of them. */
export class RequestsInFlight {
  readonly #connection: Connection;
  #count = 0;
  /** Rises when requests are forgotten, so that their answers are ignored. */
  #attempt = 0;
  #dead: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get count(): number {
    return this.#count;
  }

  /** Counts a request until it is answered. */
  add<T extends object>(asked: Promise<Ack<T> | null>, onAnswer: (answer: Ack<T>) => void): void {
    const attempt = this.#attempt;
    this.#count += 1;
    if (this.#count === 1) this.#watch();
    void asked.then((answer) => {
      if (attempt !== this.#attempt) return;
      if (answer === null) {
        this.#connection.reset();
        return;
      }
      this.#count -= 1;
      this.#watch();
      onAnswer(answer);
    });
  }

  /** Ignores the answers to all requests: the connection has changed, or the sender has ended. */
  forget(): void {
    this.#attempt += 1;
    this.#count = 0;
    clearTimeout(this.#dead);
  }

  #watch(): void {
    clearTimeout(this.#dead);
    if (this.#count > 0) this.#dead = setTimeout(() => this.#connection.reset(), DEAD_MS);
  }
}
