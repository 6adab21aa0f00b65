import type { ServerResponse } from "node:http";
import type { BodyVerdict, HeldRequest } from "../http/http-server";
import { EvictingLimit } from "./evicting-limit";

/** The most bodies that are received at once: 64 MB in total if all are of the largest size. */
const MOST_AT_ONCE = 256;
const MOST_PER_ADDRESS = 64;
/** The time that a refused client has to read the answer while it still sends. */
const LINGER_MS = 10_000;

/** The bodies that are being received. The oldest is refused, not the newest: slow senders do not block other clients. */
export class Bodies {
  readonly #limit = new EvictingLimit(MOST_PER_ADDRESS, MOST_AT_ONCE);

  /**
   * Waits for the whole body of a request.
   * @returns false when it is refused and answered, or its client has disconnected
   */
  async take(request: HeldRequest, response: ServerResponse, address: string): Promise<boolean> {
    if (request.announcesTooMuch()) request.refuse("too-long");
    // A request without a body, or whose body arrived with its headers, is complete in the next turn of the event loop.
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
    const leave = this.#limit.enter(address, () => request.refuse("crowded-out"));
    return request.whole.finally(leave);
  }
}

function nextTurn(): Promise<null> {
  return new Promise((resolve) => setImmediate(resolve, null));
}

/**
 * Ends the answer only after the client has sent everything. Otherwise Node would close the connection at the end of the
 * answer, and the client would see a broken connection instead of the answer.
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
