import { createServer, IncomingMessage } from "node:http";
import type { WebEnv } from "#platform/env";
import { defaultHeaders, responseWith } from "./default-headers";
import { completeRawAnswers } from "./raw-answers";

/** Requests of our own routes: addresses, passwords and codes. */
const MOST_BYTES_API = 16 * 1024;
/** Server actions: the largest is a profile with its vocabulary. next.config.ts says the same. */
const MOST_BYTES_PAGE = 256 * 1024;
/** The buffer of a body that comes in pieces begins with this size and doubles. */
const FIRST_BYTES = 1024;

const PATIENCE = {
  /** A client that has not sent its headers by then is disconnected, one that sends nothing at all too. */
  headersTimeout: 8_000,
  /** The same for headers and body together. */
  requestTimeout: 20_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 10_000,
  /** A connection on which nothing moves for so long is closed, also that of a client that does not read its answer. */
  timeout: 120_000,
};

/** `gone`: the client went away, or was too slow. `crowded-out`: too many bodies are on their way. */
export type BodyVerdict = "whole" | "too-long" | "crowded-out" | "gone";

/**
 * A request that keeps its body back until all of it is there: a handler never waits for a slow client, and never
 * sees a body that is too long. The bytes that arrive are counted, whatever the headers say.
 */
export class HeldRequest extends IncomingMessage {
  // One buffer: a body in pieces of one byte would otherwise take a hundred times its length.
  #held = Buffer.alloc(0);
  #bytes = 0;
  #isRefused = false;
  #settle: (verdict: BodyVerdict) => void = () => {};
  readonly whole = new Promise<BodyVerdict>((resolve) => {
    this.#settle = resolve;
    this.once("close", () => resolve("gone"));
  });

  /** Known before the first byte of the body is read. */
  announcesTooMuch(): boolean {
    return Number(this.headers["content-length"] ?? 0) > this.#most;
  }

  /** Frees what has arrived; what still arrives is not kept. */
  refuse(verdict: BodyVerdict): void {
    this.#isRefused = true;
    this.#held = Buffer.alloc(0);
    this.#settle(verdict);
  }

  /** Node's parser hands over what has arrived, and null at the end. */
  override push(part: Buffer | null): boolean {
    if (part === null) {
      if (this.#bytes > 0 && !this.#isRefused) super.push(this.#held.subarray(0, this.#bytes));
      this.#settle("whole");
      return super.push(null);
    }
    if (this.#isRefused) return true;
    if (this.#bytes + part.byteLength > this.#most) this.refuse("too-long");
    else this.#keep(part);
    return true;
  }

  #keep(part: Buffer): void {
    const bytes = this.#bytes + part.byteLength;
    if (bytes > this.#held.byteLength) {
      const larger = Buffer.allocUnsafeSlow(Math.max(bytes, 2 * this.#held.byteLength, FIRST_BYTES));
      this.#held.copy(larger, 0, 0, this.#bytes);
      this.#held = larger;
    }
    part.copy(this.#held, this.#bytes);
    this.#bytes = bytes;
  }

  get #most(): number {
    return this.url?.startsWith("/api/") ? MOST_BYTES_API : MOST_BYTES_PAGE;
  }
}

export type HttpServer = ReturnType<typeof createHttpServer>;

/** The server of a web process: slow clients are disconnected, bodies have limits, and every answer has the default headers. */
export function createHttpServer(env: Pick<WebEnv, "PUBLIC_URL">, patience: Partial<typeof PATIENCE> = {}) {
  const headers = defaultHeaders(env);
  const { timeout, ...options } = { ...PATIENCE, ...patience };
  const server = createServer({ IncomingMessage: HeldRequest, ServerResponse: responseWith(headers), ...options });
  server.timeout = timeout;
  completeRawAnswers(server, headers);
  return server;
}
