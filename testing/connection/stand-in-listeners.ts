import type { ConnectionState, MessageName } from "#app/connection/connection";

/** The listeners of a stand-in for a page's connection, and its state. */
export class StandInListeners {
  state: ConnectionState;
  #states = new Set<(state: ConnectionState) => void>();
  #messages = new Set<[MessageName, (message: unknown) => void]>();

  constructor(state: ConnectionState) {
    this.state = state;
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

  /** Its network never refuses websockets. */
  readonly isBlocked = false;

  onBlocked(): () => void {
    return () => {};
  }

  become(state: ConnectionState): void {
    this.state = state;
    for (const listener of [...this.#states]) listener(state);
  }

  tell(event: MessageName, message?: unknown): void {
    for (const [name, listener] of [...this.#messages]) if (name === event) listener(message);
  }
}
