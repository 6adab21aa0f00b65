import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { WebEnv } from "#platform/env";

/** Of answers that are no pages: pages have a policy of their own (proxy.ts). */
const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const TWO_YEARS_SECONDS = 63_072_000;

/** Gives every answer of the server, also of Socket.IO, the headers that protect a browser, unless the answer has its own. */
export function giveDefaultHeaders(httpServer: Pick<Server, "prependListener">, { PUBLIC_URL }: WebEnv): void {
  const headers: Record<string, string> = {
    "Content-Security-Policy": NOTHING_ALLOWED,
    "X-Content-Type-Options": "nosniff",
    ...(PUBLIC_URL?.startsWith("https:") && { "Strict-Transport-Security": `max-age=${TWO_YEARS_SECONDS}` }),
  };
  // Engine.IO answers its own path before any listener that was there before it.
  httpServer.prependListener("request", (_request: IncomingMessage, response: ServerResponse) => {
    const writeHead = response.writeHead;
    response.writeHead = function (this: ServerResponse, ...sent: unknown[]) {
      for (const [name, value] of Object.entries(headers)) if (!this.hasHeader(name)) this.setHeader(name, value);
      return Reflect.apply(writeHead, this, sent);
    } as typeof writeHead;
  });
}
