import type { ServerToClientEvents } from "#protocol/messages";
import type { Refusal } from "#protocol/refusal";
import type { ClientToServerEvents } from "#protocol/requests";
import type { UnreadableReport } from "#protocol/unreadable";

export type RequestName = keyof ClientToServerEvents;
export type RequestOf<E extends RequestName> = Parameters<ClientToServerEvents[E]>[0];
export type AnswerOf<E extends RequestName> = Parameters<Parameters<ClientToServerEvents[E]>[1]>[0];
export type MessageName = keyof ServerToClientEvents;

/**
 * `connecting`: for the first time. `offline`: the connection broke, or a first try failed; it is tried again for ever.
 * `refused`: the server does not let this client in, and no other try is made.
 */
export type ConnectionState = "connecting" | "connected" | "offline" | "refused" | "closed";

/**
 * One connection to the gateway, kept up for ever. `connect` makes one; a session client and a sender
 * share it. Nothing is queued while it is down: what was not answered is asked again by whoever asked.
 */
export interface Connection {
  readonly state: ConnectionState;
  /** Why the last handshake was refused; null: it was not. With `too-many` it is tried again when it is time. */
  readonly refusal: Refusal | null;
  /** Null: no answer came, because the connection broke or 20 s passed. It may have been done all the same. */
  ask<E extends RequestName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E> | null>;
  /** Sends a report without an answer. Does nothing while the connection is down. */
  report(report: UnreadableReport): void;
  /** Messages arrive as they are: whoever listens validates them. Returns a function that ends it. */
  onMessage(event: MessageName, listener: (message: unknown) => void): () => void;
  /** Every change of `state`. Returns a function that ends it. */
  onState(listener: (state: ConnectionState) => void): () => void;
  /** Gives up the connection that looks dead and makes another. */
  reset(): void;
  close(): void;
}
