/** The header with the sign-in token, for clients without cookies. */
const TOKEN_HEADER = "set-auth-token";

/** Removes the headers that scripts of a page must not read. */
export function withoutTokenHeaders(request: Request, given: Headers | undefined): Headers {
  const headers = new Headers(given);
  headers.delete("access-control-expose-headers");
  if (isFromPage(request)) headers.delete(TOKEN_HEADER);
  return headers;
}

/**
 * Whether a script of a page can read the answer. Browsers send the page's origin with every request that changes
 * something.
 */
function isFromPage({ method, headers }: Request): boolean {
  return method === "GET" || headers.has("origin") || headers.has("sec-fetch-site");
}

/**
 * Removes the tokens of sign-ins from an answer of better-auth. A browser has its cookie, which scripts cannot read.
 * Any other client gets the token once, in a header, when it signs in.
 */
export async function hideTokens(request: Request, response: Response): Promise<Response> {
  const headers = withoutTokenHeaders(request, response.headers);
  if (!headers.get("content-type")?.includes("json"))
    return new Response(response.body, { status: response.status, headers });
  // better-auth's redirects have the content type JSON and an empty body.
  const text = await response.text();
  headers.delete("content-length");
  const body = text === "" ? null : JSON.stringify(withoutTokens(JSON.parse(text)));
  return new Response(body, { status: response.status, headers });
}

function withoutTokens(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTokens);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !/^(session)?token$/i.test(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutTokens(inner)]));
}
