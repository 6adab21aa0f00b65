import { type Connection, type Tap, TcpProxy } from "../network/tcp-proxy";

/** A fault of the next matching statement. */
type Trap = {
  readonly statement: RegExp;
  readonly at: "request" | "reply";
  /** `hold` keeps the reply back; `cut` resets the connection. */
  readonly then: "hold" | "cut";
  /** The number of matching statements that still pass before the fault. */
  left: number;
  readonly sprung: () => void;
};

const HEADER_BYTES = 5;
const READY_FOR_QUERY = "Z".charCodeAt(0);
const NO_TRANSACTION = "I".charCodeAt(0);

/**
 * A proxy to PostgreSQL that knows when a transaction is committed: the server says that it is
 * ready for the next query and that no transaction is open (PostgreSQL manual, "Message Flow").
 */
export class PostgresProxy extends TcpProxy {
  #trap: Trap | null = null;

  /**
   * Resolves when a matching statement is committed; its reply has not gone on and never will.
   * @param nth 1: the next one that matches
   */
  replyTo(statement: RegExp, then: Trap["then"], nth = 1): Promise<void> {
    return this.#arm({ statement, at: "reply", then, left: nth - 1 });
  }

  /** Resolves when a matching statement was sent; it has not reached PostgreSQL and never will. */
  requestOf(statement: RegExp, then: Trap["then"], nth = 1): Promise<void> {
    return this.#arm({ statement, at: "request", then, left: nth - 1 });
  }

  disarm(): void {
    this.#trap = null;
  }

  protected override tap(): Tap {
    let watched: Trap | null = null;
    let held: Buffer = Buffer.alloc(0);
    return {
      toServer: (bytes, connection) => {
        // The protocol sends values apart from the statement's text.
        const trap = this.#trapFor(bytes.toString("latin1"));
        if (trap?.at === "request") return this.#spring(trap, connection);
        watched ??= trap;
        return bytes;
      },
      toClient: (bytes, connection) => {
        if (!watched) return bytes;
        held = Buffer.concat([held, bytes]);
        const status = statusWhenReady(held);
        if (status === null) return Buffer.alloc(0);
        if (status === NO_TRANSACTION) return this.#spring(watched, connection);
        const passed = held;
        held = Buffer.alloc(0);
        return passed;
      },
    };
  }

  #trapFor(statement: string): Trap | null {
    const trap = this.#trap?.statement.test(statement) ? this.#trap : null;
    if (!trap || trap.left === 0) return trap;
    trap.left -= 1;
    return null;
  }

  #arm(trap: Omit<Trap, "sprung">): Promise<void> {
    return new Promise((sprung) => {
      this.#trap = { ...trap, sprung };
    });
  }

  #spring(trap: Trap, connection: Connection): Buffer {
    this.#trap = null;
    if (trap.then === "cut") connection.reset();
    else connection.freeze("both");
    trap.sprung();
    return Buffer.alloc(0);
  }
}

/** @returns the transaction status if the last message in `bytes` is ReadyForQuery, else null */
function statusWhenReady(bytes: Buffer): number | null {
  let at = 0;
  while (at + HEADER_BYTES <= bytes.byteLength) {
    const next = at + 1 + bytes.readInt32BE(at + 1);
    if (bytes[at] === READY_FOR_QUERY && next === bytes.byteLength) return bytes[at + HEADER_BYTES] ?? null;
    at = next;
  }
  return null;
}
