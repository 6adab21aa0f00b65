import type { ClientToServerEvents } from "#protocol/client-events";
import type { ServerToClientEvents } from "#protocol/messages";
import type { Refusal } from "#protocol/refusal";
import type { UnreadableReport } from "#protocol/unreadable";

export type RequestName = keyof ClientToServerEvents;
export type RequestOf<E extends RequestName> = Parameters<ClientToServerEvents[E]>[0];
export type AnswerOf<E extends RequestName> = Parameters<Parameters<ClientToServerEvents[E]>[1]>[0];
export type MessageName = keyof ServerToClientEvents;

/**
 * `connecting`: for the first time. `offline`: not connected; retries without limit. `refused`: the server refused the
 * handshake; retries only through `retryIn`.
 */
export type ConnectionState = "connecting" | "connected" | "offline" | "refused" | "closed";

/**
 * One connection to the gateway, which reconnects without limit. `connect` makes one; a session client and a sender share
 * it. Nothing is queued while it is down: the caller repeats a request that was not answered.
 */
export interface Connection {
  readonly state: ConnectionState;
  /** The refusal of the last handshake; null: it was not refused. After `too-many`, the next try follows when it may. */
  readonly refusal: Refusal | null;
  /** Null: no answer within 20 s, or the connection broke. The gateway may still have handled the request. */
  ask<E extends RequestName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E> | null>;
  /** Sends a report without an answer. Does nothing while the connection is down. */
  report(report: UnreadableReport): void;
  /** Messages arrive unparsed: the listener validates them. Returns a function that removes the listener. */
  onMessage(event: MessageName, listener: (message: unknown) => void): () => void;
  /**
   * True: the network refuses websockets. The connection is a stream, which is a little slower. It tries a websocket once a
   * minute, and changes over when one opens.
   */
  readonly isBlocked: boolean;
  /** Listens to every change of `isBlocked`. Returns a function that removes the listener. */
  onBlocked(listener: (isBlocked: boolean) => void): () => void;
  /** Listens to every change of `state`. Returns a function that removes the listener. */
  onState(listener: (state: ConnectionState) => void): () => void;
  /** Drops a connection that seems dead and connects again. */
  reset(): void;
  /** Disconnects, and connects once more after this time, also where the handshake was refused. */
  retryIn(ms: number): void;
  close(): void;
}
