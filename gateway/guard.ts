import type { IncomingMessage, ServerResponse } from "node:http";
import { ADDRESS_HEADER, type AddressOf, addressHash } from "#access/address";
import { type LimitReached, limits } from "#access/limits";
import { judgeOrigin } from "#access/origin";
import type { WebEnv } from "#platform/env";

/** Anywhere in the address: `/./api/auth/x/../sign-in` reaches the same handler. */
const SIGN_IN = /\/sign-(in|up)\b|password|\/api\/account\//;

/** The page of a link. */
const LINK = /^\/r\//;

/**
 * What every HTTP request passes first. Another site's page is refused; where no page asks, only a
 * bearer token counts for anything that changes something, never a cookie; sign-ins and
 * openings of links are counted.
 * @returns false when it has answered
 */
export async function guard(
  request: IncomingMessage,
  response: ServerResponse,
  env: WebEnv,
  addressOf: AddressOf,
): Promise<boolean> {
  const origin = judgeOrigin(request.headers, env.PUBLIC_URL);
  if (origin === "foreign") return end(response, 403, "This request comes from another site.");
  const reads = request.method === "GET" || request.method === "HEAD";
  if (origin === "none" && !reads) delete request.headers.cookie;
  const hash = addressHash(addressOf(request), env.AUTH_SECRET);
  request.headers[ADDRESS_HEADER] = hash;

  if (!reads && SIGN_IN.test(decoded(request.url ?? ""))) {
    const reached = await limits().signIn(hash);
    if (reached) return tooMany(response, reached, "Too many sign-ins from this address.");
  }
  if (LINK.test(request.url ?? "")) {
    const reached = await limits().openLink(hash);
    if (reached) return tooMany(response, reached, "Too many people have come from this address at once.");
  }
  return true;
}

function tooMany(response: ServerResponse, { retryAfterSeconds }: LimitReached, message: string): false {
  response.setHeader("Retry-After", String(retryAfterSeconds ?? 60));
  return end(response, 429, message);
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function end(response: ServerResponse, status: number, message: string): false {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(message);
  return false;
}
