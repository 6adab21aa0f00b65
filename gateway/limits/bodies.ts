import type { ServerResponse } from "node:http";
import type { BodyVerdict, HeldRequest } from "../http/http-server";
import { Crowd } from "./crowd";

/** Bodies that may be on their way at once: with the longest one, 64 MB in all. */
const MOST_AT_ONCE = 256;
const MOST_PER_ADDRESS = 64;
/** A client that still sends after it was refused may read the answer for so long. */
const LINGER_MS = 10_000;

/** The bodies that are on their way. The oldest gives way, not the newest: slow senders keep nobody out. */
export class Bodies {
  readonly #crowd = new Crowd(MOST_PER_ADDRESS, MOST_AT_ONCE);

  /**
   * Waits for the whole body of a request.
   * @returns false when it is refused, and answered, or its client has gone
   */
  async take(request: HeldRequest, response: ServerResponse, address: string): Promise<boolean> {
    if (request.announcesTooMuch()) request.refuse("too-long");
    // A request without a body, or with one that arrived with its headers, is whole by the next turn.
    const early = await Promise.race([request.whole, nextTurn()]);
    const verdict = early ?? (await this.#wait(request, address));
    if (verdict === "too-long") answer(request, response, 413, "The request is too large.");
    if (verdict === "crowded-out") {
      response.setHeader("Retry-After", 1);
      answer(request, response, 503, "Too many requests are being sent at once.");
    }
    return verdict === "whole";
  }

  async #wait(request: HeldRequest, address: string): Promise<BodyVerdict> {
    const leave = this.#crowd.enter(address, () => request.refuse("crowded-out"));
    return request.whole.finally(leave);
  }
}

function nextTurn(): Promise<null> {
  return new Promise((resolve) => setImmediate(resolve, null));
}

/**
 * Ends the answer only when the client has sent everything: on a connection that closes, Node would close it at the end of
 * the answer, and the client would find a broken connection in place of the answer.
 */
function answer(request: HeldRequest, response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(message),
    "Cache-Control": "no-store",
    Connection: "close",
  });
  response.write(message);
  request.resume().once("end", () => response.end());
  const linger = setTimeout(() => request.socket.destroy(), LINGER_MS);
  response.once("close", () => clearTimeout(linger));
}
