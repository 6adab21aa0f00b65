import type { ServerResponse } from "node:http";
import type { HeldRequest } from "./http-server";

/** Bodies that may be on their way at once: with the longest one, 64 MB in all. */
const MOST_AT_ONCE = 256;
const MOST_PER_ADDRESS = 64;
/** A client that still sends after it was refused may read the answer for so long. */
const LINGER_MS = 2_000;

/** The bodies that are being read, by address. */
export class Bodies {
  readonly #perAddress = new Map<string, number>();
  #all = 0;

  /**
   * Waits for the whole body of a request.
   * @returns false when it is refused, and answered, or its client has gone
   */
  async take(request: HeldRequest, response: ServerResponse, address: string): Promise<boolean> {
    if (request.announcesTooMuch()) return refuse(request, response, 413, "This is too much.");
    // A request without a body, or with one that arrived with its headers, is whole by the next turn.
    const early = await Promise.race([request.whole, nextTurn()]);
    const verdict = early ?? (await this.#wait(request, address));
    if (verdict === "whole") return true;
    if (verdict === "gone") return false;
    if (verdict === "too-long") return refuse(request, response, 413, "This is too much.");
    response.setHeader("Retry-After", 1);
    return refuse(request, response, 503, "Too much is being sent at once.");
  }

  async #wait(request: HeldRequest, address: string) {
    const here = this.#perAddress.get(address) ?? 0;
    if (this.#all >= MOST_AT_ONCE || here >= MOST_PER_ADDRESS) return "full" as const;
    this.#all += 1;
    this.#perAddress.set(address, here + 1);
    try {
      return await request.whole;
    } finally {
      this.#all -= 1;
      const left = (this.#perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#perAddress.set(address, left);
      else this.#perAddress.delete(address);
    }
  }
}

function nextTurn(): Promise<null> {
  return new Promise((resolve) => setImmediate(resolve, null));
}

/** Closing at once would throw the answer away that the client has not read yet; what it still sends is not kept. */
function refuse(request: HeldRequest, response: ServerResponse, status: number, message: string): false {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(message);
  setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, LINGER_MS).unref();
  return false;
}
