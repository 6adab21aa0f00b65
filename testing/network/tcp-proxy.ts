import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export type Target = { readonly host: string; readonly port: number } | { readonly path: string };

/** Sees the bytes of one connection and decides which of them pass. */
export type Tap = {
  toServer?(bytes: Buffer, connection: Connection): Buffer;
  toClient?(bytes: Buffer, connection: Connection): Buffer;
};

type Direction = "to-server" | "to-client" | "both";

/**
 * A proxy on 127.0.0.1 and a free port between a process and its peer, which breaks connections as
 * networks do.
 */
export class TcpProxy {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  #target: Target;
  #port = 0;
  #refusing = false;
  #frozen: Direction | null = null;

  constructor(target: Target) {
    this.#target = target;
    this.#server = createServer({ allowHalfOpen: true }, (client) => {
      if (this.#refusing) {
        // It was accepted just before the port was closed.
        client.resetAndDestroy();
        return;
      }
      const connection = new Connection(client, connect({ ...this.#target, allowHalfOpen: true }), this.tap());
      this.#connections.add(connection);
      connection.whenClosed(() => this.#connections.delete(connection));
      if (this.#frozen) connection.freeze(this.#frozen);
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** For proxies that know the protocol: a new filter for each connection. */
  protected tap(): Tap {
    return {};
  }

  get port(): number {
    return this.#port;
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** Leads new connections to another target, as a load balancer does. */
  leadTo(target: Target): void {
    this.#target = target;
  }

  /** Resets every connection; new ones pass. */
  cut(): void {
    for (const connection of this.#connections) connection.reset();
  }

  /** Resets every connection, and refuses new ones, until `heal`. */
  refuse(): void {
    this.#refusing = true;
    this.#server.close();
    this.cut();
  }

  /** Half-open: sockets stay open, and bytes in this direction wait until `heal`. */
  freeze(direction: Direction = "both"): void {
    this.#frozen = direction;
    for (const connection of this.#connections) connection.freeze(direction);
  }

  heal(): void {
    if (this.#refusing) void this.listen();
    this.#refusing = false;
    this.#frozen = null;
    for (const connection of this.#connections) connection.thaw();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export class Connection {
  readonly #toServer: Flow;
  readonly #toClient: Flow;
  readonly #sockets: readonly Socket[];

  constructor(client: Socket, server: Socket, tap: Tap) {
    this.#sockets = [client, server];
    this.#toServer = new Flow(client, server, (bytes) => tap.toServer?.(bytes, this) ?? bytes);
    this.#toClient = new Flow(server, client, (bytes) => tap.toClient?.(bytes, this) ?? bytes);
    for (const socket of this.#sockets) {
      socket.setNoDelay(true);
      // `close` follows every error and is handled.
      socket.on("error", () => {});
    }
  }

  whenClosed(told: () => void): void {
    let open = this.#sockets.length;
    for (const socket of this.#sockets) {
      socket.on("close", () => {
        open -= 1;
        if (open === 0) told();
      });
    }
  }

  reset(): void {
    for (const socket of this.#sockets) {
      // A unix socket has no reset.
      if (socket.connecting || socket.remoteAddress === undefined) socket.destroy();
      else socket.resetAndDestroy();
    }
  }

  freeze(direction: Direction): void {
    if (direction !== "to-client") this.#toServer.freeze();
    if (direction !== "to-server") this.#toClient.freeze();
  }

  thaw(): void {
    this.#toServer.thaw();
    this.#toClient.thaw();
  }
}

/** One direction of a connection. While frozen it reads nothing: sent bytes wait in the kernel, as in a dead network. */
class Flow {
  #frozen = false;
  #sourceClosed = false;

  constructor(
    readonly source: Socket,
    readonly sink: Socket,
    tap: (bytes: Buffer) => Buffer,
  ) {
    source.on("data", (bytes) => {
      const passed = tap(bytes);
      if (passed.byteLength > 0 && !sink.write(passed)) source.pause();
    });
    sink.on("drain", () => this.#resume());
    source.on("end", () => sink.end());
    source.on("close", () => {
      this.#sourceClosed = true;
      if (!this.#frozen) sink.destroy();
    });
  }

  freeze(): void {
    this.#frozen = true;
    this.source.pause();
  }

  thaw(): void {
    this.#frozen = false;
    if (this.#sourceClosed) this.sink.destroy();
    this.#resume();
  }

  #resume(): void {
    if (!this.#frozen) this.source.resume();
  }
}
