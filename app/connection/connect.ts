import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents } from "#protocol/client-events";
import type { ServerToClientEvents } from "#protocol/messages";
import type { Refusal } from "#protocol/refusal";
import { SOCKET_PATH } from "#protocol/stream";
import type { PageReports, UnreadableReport } from "#protocol/unreadable";
import { PROTOCOL_VERSION, VERSION_PARAMETER } from "#protocol/version";
import { siteAddress } from "../address/site-address";
import type { AnswerOf, Connection, ConnectionState, MessageName, RequestName, RequestOf } from "./connection";
import { StreamTransport } from "./stream-transport";
import { probeWebsocket } from "./websocket-probe";

type SessionSocket = Socket<ServerToClientEvents, ClientToServerEvents & PageReports>;

/** The longest wait for an answer, ms: longer than any gateway takes. Senders detect a dead connection sooner. */
const ANSWER_MS = 20_000;
const RETRY_MS = 2_000;

const WEBSOCKET = { transports: ["websocket"] };
const STREAM = { transports: [StreamTransport] };
/** The time between two tries to open a websocket where the network refuses them, ms. */
const PROBE_MS = 60_000;

/** The `auth` of a handshake: a client's bearer token, or the token of a link. */
export type Handshake = Record<string, string>;

/**
 * Opens a connection to the gateway.
 * @param url the origin of the gateway; by default that of the page
 * @param path of Socket.IO there; by default that of this site
 * @param token the bearer token of a client other than a browser, which sends its cookie
 * @param auth instead of a token: returns the `auth` of each handshake
 */
export function connect({
  url,
  path = siteAddress(SOCKET_PATH),
  token,
  auth,
}: {
  url?: string;
  path?: string;
  token?: string;
  auth?: () => Handshake;
} = {}): Connection {
  const says = auth ?? (token === undefined ? null : () => ({ token }));
  const options = {
    ...WEBSOCKET,
    path,
    query: { [VERSION_PARAMETER]: PROTOCOL_VERSION },
    // Without this, Socket.IO would reuse a closed connection for the next page.
    forceNew: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: RETRY_MS,
    timeout: 5_000,
    ...(says && { auth: (tell: (said: Handshake) => void) => tell(says()) }),
  };
  return new SocketConnection(url === undefined ? io(options) : io(url, options));
}

class SocketConnection implements Connection {
  readonly #socket: SessionSocket;
  readonly #listeners = new Set<(state: ConnectionState) => void>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #blockedListeners = new Set<(isBlocked: boolean) => void>();
  #isStream = false;
  #endProbe: () => void = () => {};
  #nextProbe: ReturnType<typeof setTimeout> | undefined;
  state: ConnectionState = "connecting";
  refusal: Refusal | null = null;
  isBlocked = false;

  constructor(socket: SessionSocket) {
    this.#socket = socket;
    socket.on("connect", () => {
      this.refusal = null;
      if (this.#isStream) this.#probe();
      else this.#setBlocked(false);
      this.#become("connected");
    });
    socket.on("disconnect", () => this.#lost());
    socket.on("blocked", () => {
      this.refusal = { kind: "blocked" };
      this.#become("refused");
      socket.disconnect();
    });
    socket.on("connect_error", (error: Error & { data?: { refusal?: Refusal } }) => {
      this.refusal = error.data?.refusal ?? null;
      // The server was not reached: the next attempt uses the other transport.
      if (this.refusal === null) this.#goBy(!this.#isStream);
      if (this.refusal && isFinal(this.refusal)) this.#become("refused");
      else this.#lost();
    });
  }

  async ask<E extends RequestName>(event: E, request: RequestOf<E>): Promise<AnswerOf<E> | null> {
    // Socket.IO would queue it, and send it before the first requests of a reconnect.
    if (!this.#socket.connected) return null;
    const socket = this.#socket.timeout(ANSWER_MS) as unknown as {
      emitWithAck(event: E, request: RequestOf<E>): Promise<AnswerOf<E>>;
    };
    return socket.emitWithAck(event, request).catch(() => null);
  }

  report(report: UnreadableReport): void {
    if (this.#socket.connected) this.#socket.emit("unreadable", report);
  }

  onMessage(event: MessageName, listener: (message: unknown) => void): () => void {
    this.#socket.on(event, listener);
    return () => {
      this.#socket.off(event, listener);
    };
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  onBlocked(listener: (isBlocked: boolean) => void): () => void {
    this.#blockedListeners.add(listener);
    return () => {
      this.#blockedListeners.delete(listener);
    };
  }

  reset(): void {
    this.#socket.io.engine.close();
  }

  retryIn(ms: number): void {
    this.#socket.disconnect();
    this.#become("offline");
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#socket.connect(), ms);
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#stopProbing();
    // Before `disconnect`, or that would count as a lost connection and be retried.
    this.#become("closed");
    this.#socket.disconnect();
  }

  #goBy(isStream: boolean): void {
    this.#isStream = isStream;
    Object.assign(this.#socket.io.opts, isStream ? STREAM : WEBSOCKET);
  }

  /**
   * Tries a websocket: the stream may have opened because a websocket failed for another reason, such as a server that was
   * starting.
   */
  #probe(): void {
    this.#stopProbing();
    this.#endProbe = probeWebsocket(this.#socket.io.opts, (opens) => {
      if (!this.#isStream || !this.#socket.connected) return;
      if (opens) {
        this.#goBy(false);
        this.reset();
      } else {
        this.#setBlocked(true);
        this.#nextProbe = setTimeout(() => this.#probe(), PROBE_MS);
      }
    });
  }

  #stopProbing(): void {
    this.#endProbe();
    clearTimeout(this.#nextProbe);
  }

  #setBlocked(isBlocked: boolean): void {
    if (this.isBlocked === isBlocked) return;
    this.isBlocked = isBlocked;
    for (const listener of [...this.#blockedListeners]) listener(isBlocked);
  }

  #lost(): void {
    this.#stopProbing();
    if (this.state === "closed" || this.refusal?.kind === "blocked") return;
    this.#become("offline");
    // Socket.IO does not try again by itself after the server hung up or its handshake answered with an error.
    if (this.#socket.active) return;
    clearTimeout(this.#retry);
    const seconds = this.refusal?.kind === "too-many" ? this.refusal.retryAfterSeconds : null;
    this.#retry = setTimeout(() => this.#socket.connect(), seconds === null ? RETRY_MS : seconds * 1_000);
  }

  #become(state: ConnectionState): void {
    if (this.state === state || this.state === "closed") return;
    this.state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}

/** Whether a retry would get the same refusal. */
function isFinal(refusal: Refusal): boolean {
  if (refusal.kind === "too-many") return refusal.limit === "connections";
  return refusal.kind === "unauthenticated" || refusal.kind === "not-found";
}
