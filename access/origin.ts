import type { IncomingHttpHeaders } from "node:http";

/** `same`: our own pages; `none`: no browser page asks; `foreign`: another site's page. */
export type OriginVerdict = "same" | "none" | "foreign";

/**
 * Whose page a request comes from. Pages are ours when their origin is PUBLIC_URL's, or, where that is
 * not set, when it names the host that the request was sent to.
 */
export function judgeOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): OriginVerdict {
  const { origin, host } = headers;
  if (origin === undefined) return "none";
  if (publicUrl) return origin === new URL(publicUrl).origin ? "same" : "foreign";
  return host && URL.canParse(origin) && new URL(origin).host === host.toLowerCase() ? "same" : "foreign";
}
