import type { Connection, MessageName } from "./connection";

/** Messages that cannot be parsed come in bursts: they are reported together. */
const REPORT_MS = 1_000;
/** The most that one report may hold; see `UnreadableReport`. */
const MOST_REPORTED = 1_000;

/** Counts the messages that a page could not parse, and reports the counts to the gateway. */
export class UnreadableMessages {
  readonly #connection: Connection;
  readonly #counts = new Map<MessageName, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  add(event: MessageName): void {
    this.#counts.set(event, (this.#counts.get(event) ?? 0) + 1);
    this.#timer ??= setTimeout(() => this.#report(), REPORT_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** While the connection is down, the counts wait for the next message that cannot be parsed. */
  #report(): void {
    this.#timer = undefined;
    if (this.#connection.state !== "connected") return;
    for (const [event, count] of this.#counts)
      this.#connection.report({ event, count: Math.min(count, MOST_REPORTED) });
    this.#counts.clear();
  }
}
