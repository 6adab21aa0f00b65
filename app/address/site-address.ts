/**
 * The base path: the path of PUBLIC_URL, `/captions`, or empty at the root of a host. The builds of the pages insert it
 * (next.config.ts, scripts/build.mjs), so that without a path it takes no bytes. Outside of pages it is empty.
 */
export const BASE_PATH = process.env.INTERLINE_BASE_PATH ?? "";

/**
 * The address of a page, a file or a route of this site, for everything but `next/link`, Next's router and `redirect`, which
 * add the base path themselves. `tests/unit/app/address/site-address.test.ts` finds addresses without it.
 */
export function siteAddress(path: `/${string}`): string {
  return BASE_PATH + path;
}
