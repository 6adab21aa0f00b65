import { MOST_SIGN_IN_DAYS, type WebEnv } from "#platform/env";

/** Lifetime of the cookies in browsers, seconds. */
export const COOKIE_SECONDS = MOST_SIGN_IN_DAYS * 86_400;

export function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https:") ?? false;
}

/**
 * The prefix of cookie names. Over HTTPS browsers accept `__Host-` only from this host, for all of its paths, and
 * encrypted.
 */
export function cookiePrefix({ PUBLIC_URL }: Pick<WebEnv, "PUBLIC_URL">): string {
  return isHttps(PUBLIC_URL) ? "__Host-better-auth" : "better-auth";
}
