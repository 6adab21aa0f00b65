import type {
  AnswerOf,
  Connection,
  ConnectionState,
  MessageName,
  RequestName,
  RequestOf,
} from "#app/connection/connection";
import type { Refusal } from "#protocol/refusal";
import type { UnreadableReport } from "#protocol/unreadable";

/** A connection on which the test acts as the gateway. */
export class PlayedConnection implements Connection {
  state: ConnectionState = "connecting";
  refusal: Refusal | null = null;
  readonly asked: { event: RequestName; request: object; answer: (answer: object | null) => void }[] = [];
  readonly reported: UnreadableReport[] = [];
  resets = 0;
  readonly retries: number[] = [];
  #states = new Set<(state: ConnectionState) => void>();
  #messages = new Set<[MessageName, (message: unknown) => void]>();

  ask<E extends RequestName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E> | null> {
    return new Promise((resolve) => {
      this.asked.push({ event, request, answer: (answer) => resolve(answer as AnswerOf<E> | null) });
    });
  }
  report(report: UnreadableReport): void {
    this.reported.push(report);
  }
  onMessage(event: MessageName, listener: (message: unknown) => void): () => void {
    const entry: [MessageName, (message: unknown) => void] = [event, listener];
    this.#messages.add(entry);
    return () => this.#messages.delete(entry);
  }
  onState(listener: (state: ConnectionState) => void): () => void {
    this.#states.add(listener);
    return () => this.#states.delete(listener);
  }
  reset(): void {
    this.resets += 1;
  }
  retryIn(ms: number): void {
    this.retries.push(ms);
    this.become("offline");
  }
  close(): void {
    this.become("closed");
  }

  become(state: ConnectionState): void {
    this.state = state;
    for (const listener of [...this.#states]) listener(state);
  }
  tell(event: MessageName, message?: object): void {
    for (const [name, listener] of [...this.#messages]) if (name === event) listener(message);
  }
  latest(rev: number): void {
    this.tell("latest", { rev });
  }
}
