import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { parseCookies } from "better-auth/cookies";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { LimitReached } from "#access/limits";
import { consume, usedUp } from "#access/rate-limiter";
import type { WebEnv } from "#platform/env";
import { STREAM_MESSAGES_PATH } from "#protocol/stream";
import { BUILT } from "./render-in-turn";

const MINUTE_SECONDS = 60;
/** Requests of one sign-in per minute: enough for one browser with its pages, their data and reloads. */
const OF_SIGN_IN = 600;

/**
 * Messages of streams per address and minute: enough for forty speakers without websockets. Their requests have limits of
 * their own.
 */
const STREAM_MESSAGES_OF_ADDRESS = 12_000;

/**
 * Limits the requests for pages, server actions and route handlers per minute, by address and by sign-in. Files of the build
 * are not counted. Each web process counts in its own memory, since this check comes before all others.
 */
export class PageRates {
  readonly #ofAddress: RateLimiterMemory;
  readonly #streamMessages = new RateLimiterMemory({ points: STREAM_MESSAGES_OF_ADDRESS, duration: MINUTE_SECONDS });
  readonly #ofSignIn = new RateLimiterMemory({ points: OF_SIGN_IN, duration: MINUTE_SECONDS });

  constructor({ PAGES_PER_ADDRESS_MINUTE }: Pick<WebEnv, "PAGES_PER_ADDRESS_MINUTE">) {
    this.#ofAddress = new RateLimiterMemory({ points: PAGES_PER_ADDRESS_MINUTE, duration: MINUTE_SECONDS });
  }

  async take({ url, headers }: IncomingMessage, addressHash: string): Promise<LimitReached | null> {
    if (url?.startsWith(BUILT)) return null;
    if (url === STREAM_MESSAGES_PATH) return consume(this.#streamMessages, addressHash, 1, "requests");
    // The address is checked first, so that one above its limit cannot create counters with invented sign-ins. It is counted
    // last, so that requests refused for one sign-in do not count for others at the address.
    const full = await usedUp(this.#ofAddress, addressHash, "requests");
    if (full) return full;
    const signIn = signInOf(headers.cookie);
    const reached = signIn && (await consume(this.#ofSignIn, `${addressHash} ${signIn}`, 1, "requests"));
    return reached || (await consume(this.#ofAddress, addressHash, 1, "requests"));
  }
}

/** A hash: a cookie that is made up may be long. */
function signInOf(cookie: string | undefined): string | null {
  for (const [name, value] of parseCookies(cookie ?? ""))
    if (name.endsWith(".session_token")) return createHash("sha256").update(value).digest("base64url");
  return null;
}
