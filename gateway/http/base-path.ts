import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Removes the path of PUBLIC_URL from the address of a request, so that everything but Next reads addresses as at the root of
 * a host. `/captions` and `/captions/` are both the start page: some proxies redirect from one to the other.
 * @returns false, and changes nothing, for a request outside the path
 */
export function enterBasePath(request: IncomingMessage, basePath: string): boolean {
  if (basePath === "") return true;
  const { url = "" } = request;
  const below = url.slice(basePath.length);
  if (!url.startsWith(basePath) || !/^([/?]|$)/.test(below)) return false;
  request.url = below.startsWith("/") ? below : `/${below}`;
  return true;
}

/** Wraps a handler that expects the base path, such as Next's: puts back the path that `enterBasePath` removed. */
export function belowBasePath(
  basePath: string,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): typeof handle {
  if (basePath === "") return handle;
  return (request, response) => {
    const { url = "/" } = request;
    // Next redirects from `/captions/` to `/captions`.
    request.url = basePath + (/^\/(\?|$)/.test(url) ? url.slice(1) : url);
    return handle(request, response);
  };
}
