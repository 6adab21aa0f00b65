import { randomInt } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ADDRESS_HEADER } from "#access/address";
import { type LimitReached, limits, retryAfter } from "#access/limits";
import { judgeOrigin } from "#access/origin";
import { cookiePrefix } from "#access/sign-in/cookie-prefix";
import { acceptEarlierCookie } from "#access/sign-in/earlier-cookie";
import { DEVICE_COOKIE, deviceCookieIn } from "#access/sign-in/known-device";
import { readerLanguageOf } from "#app/wording/readers/reader-language";
import { READER_WORDING } from "#app/wording/readers/reader-wording";
import type { WebEnv } from "#platform/env";

const SIGN_IN = /\/sign-(in|up)\b|password|\/api\/account\//;

/** The page of a link, and its files. */
const LINK = /^\/+r\//;

/** Files of the build and of `public/`, which tell nothing of any person. */
const STATIC_FILE = /^\/(_next\/static\/(?!.*\.\.)|[\w-]+\.(js|png|svg|webmanifest)$)/;

const SPREAD_SECONDS = 10;

/**
 * Checks every request before a page or a route handler answers it. Refuses requests from pages of other sites, except
 * for static files. Without an Origin, a request that changes something needs a bearer token; a cookie does not count.
 * Counts sign-ins and openings of links.
 * @returns false when it has answered
 */
export async function guard(
  request: IncomingMessage,
  response: ServerResponse,
  env: WebEnv,
  hash: string,
): Promise<boolean> {
  const cookie = await acceptEarlierCookie(request.headers, env);
  if (cookie) response.appendHeader("Set-Cookie", cookie);
  const origin = judgeOrigin(request.headers, env.PUBLIC_ORIGINS);
  const reads = request.method === "GET" || request.method === "HEAD";
  const path = pathOf(request, env.BASE_PATH);
  // A page that was opened under another host name than PUBLIC_URL's may load its fonts and its worklet.
  if (origin === "foreign" && !(reads && STATIC_FILE.test(path)))
    return answerWithText(response, 403, "This request comes from another site.");
  if (origin === "none" && !reads) keepDeviceCookie(request, cookiePrefix(env));
  request.headers[ADDRESS_HEADER] = hash;

  if (!reads && SIGN_IN.test(path)) {
    const reached = await limits().signIn(hash);
    if (reached) return tooMany(response, reached, "Too many sign-ins from this address.");
  }
  if (LINK.test(path)) {
    const reached = await limits().openLink(hash);
    if (reached) return refuseCrowd(request, response, reached);
  }
  return true;
}

/**
 * Answers 429 with a page in the browser's language. `Refresh` has a random part, so that many readers do not reload at the
 * same moment.
 */
export function refuseCrowd({ headers }: IncomingMessage, response: ServerResponse, reached: LimitReached): false {
  const language = readerLanguageOf(headers.cookie, headers["accept-language"]);
  const { crowd, fullHelp } = READER_WORDING[language].audience;
  response.setHeader("Content-Language", language);
  response.setHeader("Refresh", Number(retryAfter(reached)["Retry-After"]) + randomInt(SPREAD_SECONDS));
  return tooMany(response, reached, `${crowd} ${fullHelp}`);
}

/** For requests without an Origin: removes every cookie except that of a known device, which cannot sign a person in. */
function keepDeviceCookie(request: IncomingMessage, prefix: string): void {
  const device = deviceCookieIn(request.headers.cookie, prefix);
  if (device === null) delete request.headers.cookie;
  else request.headers.cookie = `${prefix}.${DEVICE_COOKIE}=${encodeURIComponent(device)}`;
}

function tooMany(response: ServerResponse, reached: LimitReached, message: string): false {
  for (const [name, value] of Object.entries(retryAfter(reached))) response.setHeader(name, value);
  return answerWithText(response, 429, message);
}

/**
 * Normalises the path as routers do, removing dot segments and percent-encoding: `/x/../%72/TOKEN` is the page of a link.
 * Dot segments may lead out of the base path and back.
 */
function pathOf({ url = "/" }: IncomingMessage, basePath: string): string {
  // With a host: `new URL("//a/b")` would take `a` for the host, while Next takes it for a part of the path.
  const address = url.startsWith("/") ? `http://host${basePath}${url}` : url;
  const path = URL.canParse(address) ? new URL(address).pathname : url;
  // Not `decodeURIComponent`, which throws on a malformed escape.
  const plain = path.replaceAll(/%[\da-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return plain.startsWith(`${basePath}/`) ? plain.slice(basePath.length) : plain;
}

/** Answers with one sentence of plain text. */
export function answerWithText(response: ServerResponse, status: number, message: string): false {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(message);
  return false;
}
