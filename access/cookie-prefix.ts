/** How the names of our cookies begin. Over HTTPS browsers take `__Host-` only from this host, for all of it, encrypted. */
export const COOKIE_PREFIX = { https: "__Host-better-auth", http: "better-auth" } as const;

export function isHttps(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith("https:") ?? false;
}
