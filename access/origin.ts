import type { IncomingHttpHeaders } from "node:http";

/** `same`: a page of this site; `none`: no page of a browser; `foreign`: a page of another site. */
export type OriginVerdict = "same" | "none" | "foreign";

/**
 * Judges the page that a request comes from. A page is of this site if its origin is one of PUBLIC_URL's, or, if that is
 * unset, if it names the host of the request.
 */
export function judgeOrigin(headers: IncomingHttpHeaders, publicOrigins: readonly string[]): OriginVerdict {
  const { origin, host } = headers;
  if (origin === undefined) return "none";
  if (publicOrigins.length > 0) return publicOrigins.includes(origin) ? "same" : "foreign";
  return host && URL.canParse(origin) && new URL(origin).host === host.toLowerCase() ? "same" : "foreign";
}
