import { type AddressOf, networkOf } from "#access/address";
import type { GatewaySocket } from "../context";
import { endConnection } from "../http/end-connection";
import { EvictingLimit } from "./evicting-limit";

/** A client authenticates as soon as its connection is open. */
const AUTHENTICATES_WITHIN_MS = 5_000;
/** A hall of readers connects at once, from one address. */
const OF_ADDRESS = 500;
const IN_ALL = 2_000;

/** engine.io's side of a socket. */
export type Connection = GatewaySocket["conn"];
type Middleware = (socket: GatewaySocket, next: (error?: Error) => void) => Promise<void>;

/** Bounds connections without an authenticated socket: per network and in all, each for a few seconds. */
export class Handshakes {
  readonly #limit = new EvictingLimit(OF_ADDRESS, IN_ALL);
  /** Per unauthenticated connection: stops its timer and removes it from the limit. */
  readonly #watched = new WeakMap<Connection, () => void>();
  readonly #authenticating = new WeakSet<Connection>();

  constructor(private readonly addressOf: AddressOf) {}

  /** Gives a connection a few seconds to authenticate: it is new, was refused, or its socket has closed. */
  watch(connection: Connection): void {
    this.#unwatch(connection);
    if (connection.readyState !== "open") return;
    const end = () => endConnection(connection);
    const leave = this.#limit.enter(networkOf(this.addressOf(connection.request)), end);
    const timer = setTimeout(end, AUTHENTICATES_WITHIN_MS).unref();
    this.#watched.set(connection, () => {
      clearTimeout(timer);
      leave();
    });
    connection.once("close", () => this.#unwatch(connection));
  }

  /**
   * Wraps the middleware: allows one handshake per connection at a time, and stops the timer while the middleware runs,
   * because the store may be slow.
   */
  wrap(authenticate: Middleware): Middleware {
    return async (socket, next) => {
      const connection = socket.conn;
      if (this.#authenticating.has(connection)) return endConnection(connection);
      this.#authenticating.add(connection);
      this.#unwatch(connection);
      await authenticate(socket, (error) => {
        this.#authenticating.delete(connection);
        if (error) this.watch(connection);
        next(error);
      });
    };
  }

  #unwatch(connection: Connection): void {
    this.#watched.get(connection)?.();
    this.#watched.delete(connection);
  }
}
