import type { IncomingHttpHeaders } from "node:http";
import { isEarlierSignIn } from "#store/accounts";
import { COOKIE_PREFIX } from "./cookie-prefix";

const EARLIER = "__Secure-better-auth.session_token";
const COOKIE_SECONDS = 400 * 86_400;

/**
 * Lets a browser go on whose sign-in is older than the prefix `__Host-`: its cookie counts under the new name, and is set
 * under it. A sign-in of now never counts under the older name, which a neighbouring host could have planted.
 * @returns the Set-Cookie header for the answer; null where nothing is to be done
 */
export async function acceptEarlierCookie(headers: IncomingHttpHeaders, isHttps: boolean): Promise<string | null> {
  const { cookie } = headers;
  if (!isHttps || !cookie?.includes(EARLIER)) return null;
  const name = `${COOKIE_PREFIX.https}.session_token`;
  const pairs = cookie.split(";").map((pair) => pair.trim());
  if (pairs.some((pair) => pair.startsWith(`${name}=`))) return null;
  const value = pairs.find((pair) => pair.startsWith(`${EARLIER}=`))?.slice(EARLIER.length + 1);
  const [token] = value?.split(".", 1) ?? [];
  if (!value || !token || !(await isEarlierSignIn(token))) return null;
  headers.cookie = `${cookie}; ${name}=${value}`;
  return `${name}=${value}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; Secure; SameSite=Lax`;
}
