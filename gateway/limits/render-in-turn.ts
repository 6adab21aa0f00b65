import type { IncomingMessage, ServerResponse } from "node:http";
import { FILE_BEGINS } from "../http/file-head";
import { TurnQueue } from "./turn-queue";

type Show = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * A request keeps its turn for at most this long, ms: a client that reads slowly must not delay the others of its
 * address. A file gives up its turn when its head is sent, since it is made as slowly as its client reads.
 */
const HELD_MS = 5_000;

/** Files of the build: they need neither the database nor rendering, and a page asks for many of them at once. */
export const BUILT = "/_next/static/";

/**
 * Runs a few HTTP requests of an address at a time, so that one visitor cannot occupy every connection to the database or
 * the event loop. The returned function answers null when too many of the address wait.
 */
export function renderingInTurn(show: Show) {
  const turns = new TurnQueue();
  return (addressHash: string, request: IncomingMessage, response: ServerResponse): Promise<void> | null => {
    if (request.url?.startsWith(BUILT)) return show(request, response);
    let shown = Promise.resolve();
    const inTurn = turns.takePage(addressHash, async () => {
      // The client has disconnected.
      if (response.destroyed) return;
      const begun = new Promise<void>((resolve) => response.once(FILE_BEGINS, resolve));
      shown = show(request, response);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, HELD_MS).unref();
      });
      await Promise.race([shown, late, begun]).finally(() => clearTimeout(timer));
    });
    return inTurn?.then(() => shown) ?? null;
  };
}
