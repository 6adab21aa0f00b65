import { MOST_SIGN_IN_DAYS, type WebEnv } from "#platform/env";

/** How long browsers are asked to keep our cookies. */
export const COOKIE_SECONDS = MOST_SIGN_IN_DAYS * 86_400;

export function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https:") ?? false;
}

/** How the names of our cookies begin. Over HTTPS browsers take `__Host-` only from this host, for all of it, encrypted. */
export function cookiePrefix({ PUBLIC_URL }: Pick<WebEnv, "PUBLIC_URL">): string {
  return isHttps(PUBLIC_URL) ? "__Host-better-auth" : "better-auth";
}
