import type { IncomingHttpHeaders } from "node:http";
import type { WebEnv } from "#platform/env";
import { isEarlierSignIn } from "#store/people/accounts";
import { COOKIE_SECONDS, cookiePrefix, isHttps } from "./cookie-prefix";

const EARLIER = "__Secure-better-auth.session_token";

/**
 * Accepts the earlier cookie name of a sign-in that is older than the prefix `__Host-`: copies the cookie to its
 * present name, in the request and in the browser. A newer sign-in is never accepted under the earlier name, since a
 * neighbouring host could have set such a cookie.
 * @returns the Set-Cookie header that the answer must carry; null: the request has no such older cookie
 */
export async function acceptEarlierCookie(headers: IncomingHttpHeaders, env: WebEnv): Promise<string | null> {
  const { cookie } = headers;
  if (!isHttps(env.PUBLIC_URL) || !cookie?.includes(EARLIER)) return null;
  const name = `${cookiePrefix(env)}.session_token`;
  const pairs = cookie.split(";").map((pair) => pair.trim());
  if (pairs.some((pair) => pair.startsWith(`${name}=`))) return null;
  const value = pairs.find((pair) => pair.startsWith(`${EARLIER}=`))?.slice(EARLIER.length + 1);
  const [token] = value?.split(".", 1) ?? [];
  if (!value || !token || !(await isEarlierSignIn(token))) return null;
  headers.cookie = `${cookie}; ${name}=${value}`;
  return `${name}=${value}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; Secure; SameSite=Lax`;
}
