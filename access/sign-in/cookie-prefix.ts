import { basePathOf } from "#platform/base-path";
import { MOST_SIGN_IN_DAYS, type WebEnv } from "#platform/env";

/** Lifetime of the cookies in browsers, seconds. */
export const COOKIE_SECONDS = MOST_SIGN_IN_DAYS * 86_400;

export function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https:") ?? false;
}

/**
 * The prefix of cookie names. Over HTTPS browsers accept `__Host-` only from this host, for all of its paths, and
 * encrypted. Below a path the prefix contains the path, so that two sites of one host do not overwrite each other's
 * cookies. The attribute `Path` would not hide cookies from pages at other paths, and `__Host-` forbids it. No path
 * contains `~`.
 */
export function cookiePrefix({ PUBLIC_URL }: Pick<WebEnv, "PUBLIC_URL">): string {
  return `${isHttps(PUBLIC_URL) ? "__Host-" : ""}better-auth${basePathOf(PUBLIC_URL).replaceAll(".", "~").replaceAll("/", ".")}`;
}
