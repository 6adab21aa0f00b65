import { createServer, IncomingMessage } from "node:http";
import type { WebEnv } from "#platform/env";
import { defaultHeaders, responseWith } from "./default-headers";
import { completeRawAnswers } from "./raw-answers";

/** Bodies of the product's own routes: addresses, passwords and codes. */
const MOST_BYTES_API = 16 * 1024;
/** Server actions: the largest is a profile with its vocabulary. next.config.ts has the same limit. */
const MOST_BYTES_PAGE = 256 * 1024;
/** The parts of uploaded files: their handler reads them as they arrive. */
const STREAMED = /\/api\/import\/[\w-]+$/;
/** The first size of the buffer for a body that arrives in parts, in bytes. It doubles when it is full. */
const FIRST_BYTES = 1024;

const PATIENCE = {
  /** A client that has not sent all headers after this time, ms, is disconnected. */
  headersTimeout: 8_000,
  /** The same for headers and body together, ms. */
  requestTimeout: 20_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 10_000,
  /** An idle connection is closed after this time, ms, even if its client has not read the answer. */
  timeout: 120_000,
};

/** `gone`: the client disconnected or was too slow. `crowded-out`: too many bodies are being received. */
export type BodyVerdict = "whole" | "too-long" | "crowded-out" | "gone";

/**
 * A request that collects its body. A handler gets it when it is complete, so it never waits for a slow client and never
 * sees a body that is too long, except the parts of uploaded files. The limit counts the bytes that arrive and does not trust the headers.
 */
export class HeldRequest extends IncomingMessage {
  // One buffer: a body in pieces of one byte would otherwise occupy a hundred times its length.
  #held = Buffer.alloc(0);
  #bytes = 0;
  #isRefused = false;
  #settle: (verdict: BodyVerdict) => void = () => {};
  readonly whole = new Promise<BodyVerdict>((resolve) => {
    this.#settle = resolve;
    this.once("close", () => resolve("gone"));
  });

  /** Whether the headers announce a body that is too long. */
  announcesTooMuch(): boolean {
    return !this.isStreamed && Number(this.headers["content-length"] ?? 0) > this.#most;
  }

  /** Frees the bytes that have arrived; later ones are not kept. */
  refuse(verdict: BodyVerdict): void {
    this.#isRefused = true;
    this.#held = Buffer.alloc(0);
    this.#settle(verdict);
  }

  /** Node's parser calls this with the bytes that have arrived, and with null at the end. */
  override push(part: Buffer | null): boolean {
    if (this.isStreamed) {
      this.#settle("whole");
      return super.push(part);
    }
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

  /** Its body is not held back: it is a part of an uploaded file. */
  get isStreamed(): boolean {
    return this.method === "PATCH" && STREAMED.test(this.url ?? "");
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
