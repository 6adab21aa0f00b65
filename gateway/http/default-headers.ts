import { type IncomingMessage, ServerResponse } from "node:http";
import type { WebEnv } from "#platform/env";
import { completeFileHead } from "./file-head";

/** For answers that are not pages: pages have their own policy (proxy.ts). */
const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const TWO_YEARS_SECONDS = 63_072_000;

export type Headers = Readonly<Record<string, string>>;

/** The headers that protect a browser, for every answer that does not set its own. */
export function defaultHeaders({ PUBLIC_URL }: Pick<WebEnv, "PUBLIC_URL">): Headers {
  return {
    "Content-Security-Policy": NOTHING_ALLOWED,
    "X-Content-Type-Options": "nosniff",
    ...(PUBLIC_URL?.startsWith("https:") && { "Strict-Transport-Security": `max-age=${TWO_YEARS_SECONDS}` }),
  };
}

/** Adds these headers to answers that set no others, including those of Node and Engine.IO before any handler. */
export function responseWith(headers: Headers) {
  return class<Request extends IncomingMessage> extends ServerResponse<Request> {
    // biome-ignore lint/suspicious/noExplicitAny: writeHead has overloads, and all of them are passed on
    override writeHead(...sent: any[]): this {
      for (const [name, value] of Object.entries(headers)) if (!this.hasHeader(name)) this.setHeader(name, value);
      completeFileHead(this);
      return Reflect.apply(super.writeHead, this, sent);
    }
  };
}
