import { io, type Socket } from "socket.io-client";
import type { ServerToClientEvents } from "#protocol/messages";
import type { ClientToServerEvents } from "#protocol/requests";
import type { AnswerOf, Line, LineState, MessageName, RequestName, RequestOf } from "./line";

type SessionSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Longer than any gateway takes; senders notice a dead connection sooner. */
const ANSWER_MS = 20_000;
const RETRY_MS = 2_000;

/** What the gateway's handshake says to somebody who is not signed in. */
const UNAUTHENTICATED = "unauthenticated";

/**
 * @param url where the gateway is; without it, where the page came from
 * @param token for clients that are no browsers; a browser has its cookie
 */
export function connect({ url, token }: { url?: string; token?: string } = {}): Line {
  const options = {
    transports: ["websocket"],
    // Each its own connection: a closed one must not be found again by the next page.
    forceNew: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: RETRY_MS,
    timeout: 5_000,
    ...(token === undefined ? {} : { auth: { token } }),
  };
  return new SocketLine(url === undefined ? io(options) : io(url, options));
}

class SocketLine implements Line {
  readonly #socket: SessionSocket;
  readonly #listeners = new Set<(state: LineState) => void>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  state: LineState = "connecting";

  constructor(socket: SessionSocket) {
    this.#socket = socket;
    socket.on("connect", () => this.#become("connected"));
    socket.on("disconnect", () => this.#lost());
    socket.on("connect_error", (error) => {
      if (error.message === UNAUTHENTICATED) this.#become("refused");
      else this.#lost();
    });
  }

  async ask<E extends RequestName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E> | null> {
    // Socket.IO would keep it and send it before anything that a reconnect has to say first.
    if (!this.#socket.connected) return null;
    const socket = this.#socket.timeout(ANSWER_MS) as unknown as {
      emitWithAck(event: E, request: RequestOf<E>): Promise<AnswerOf<E>>;
    };
    return socket.emitWithAck(event, request).catch(() => null);
  }

  onMessage(event: MessageName, listener: (message: unknown) => void): () => void {
    this.#socket.on(event, listener);
    return () => {
      this.#socket.off(event, listener);
    };
  }

  onState(listener: (state: LineState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  reset(): void {
    this.#socket.io.engine.close();
  }

  close(): void {
    clearTimeout(this.#retry);
    // First, or the disconnect would look like a loss and be mended.
    this.#become("closed");
    this.#socket.disconnect();
  }

  #lost(): void {
    if (this.state === "closed") return;
    this.#become("offline");
    // Socket.IO does not try again by itself after the server hung up or its handshake answered with an error.
    if (this.#socket.active) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#socket.connect(), RETRY_MS);
  }

  #become(state: LineState): void {
    if (this.state === state || this.state === "closed") return;
    this.state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}
