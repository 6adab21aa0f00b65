import { createServer, IncomingMessage } from "node:http";

/** Requests of our own routes: addresses, passwords and codes. */
const MOST_BYTES_API = 16 * 1024;
/** Server actions: the largest is a profile with its vocabulary. next.config.ts says the same. */
const MOST_BYTES_PAGE = 256 * 1024;

const PATIENCE = {
  /** A client that has not sent its headers by then is disconnected, one that sends nothing at all too. */
  headersTimeout: 8_000,
  /** The same for headers and body together. */
  requestTimeout: 20_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 10_000,
};

/** `gone`: the client went away, or was too slow. */
export type BodyVerdict = "whole" | "too-long" | "gone";

/**
 * A request that keeps its body back until all of it is there: a handler never waits for a slow client, and never
 * sees a body that is too long. Bytes past the limit are counted out as they arrive, whatever the headers say.
 */
export class HeldRequest extends IncomingMessage {
  #held: Buffer[] = [];
  #bytes = 0;
  #settle: (verdict: BodyVerdict) => void = () => {};
  readonly whole = new Promise<BodyVerdict>((resolve) => {
    this.#settle = resolve;
    this.once("close", () => resolve("gone"));
  });

  /** Called before the first byte of the body is read. */
  announcesTooMuch(): boolean {
    return Number(this.headers["content-length"] ?? 0) > this.#most;
  }

  /** Node's parser hands over what has arrived, and null at the end. */
  override push(part: Buffer | null): boolean {
    if (this.#bytes > this.#most) return true;
    if (part !== null) {
      this.#bytes += part.byteLength;
      if (this.#bytes <= this.#most) this.#held.push(part);
      else this.#refuse();
      return true;
    }
    for (const held of this.#held.splice(0)) super.push(held);
    this.#settle("whole");
    return super.push(null);
  }

  #refuse(): void {
    this.#held = [];
    this.#settle("too-long");
  }

  get #most(): number {
    return this.url?.startsWith("/api/") ? MOST_BYTES_API : MOST_BYTES_PAGE;
  }
}

export type HttpServer = ReturnType<typeof createHttpServer>;

/** The server of a web process: who is slow to ask is disconnected, and bodies have limits. */
export function createHttpServer(patience: Partial<typeof PATIENCE> = {}) {
  return createServer<typeof HeldRequest>({ IncomingMessage: HeldRequest, ...PATIENCE, ...patience });
}
