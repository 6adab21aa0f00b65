/**
 * The path of the addresses in PUBLIC_URL: `/captions`, or empty at the root of a host. Plain JavaScript, since set-up
 * imports it before it can run TypeScript. An address that is no URL has no path; platform/env.ts refuses it.
 * @param {string | undefined} publicUrl one address or several, separated by commas; all have the same path
 * @returns {string}
 */
export function basePathOf(publicUrl) {
  const first = publicUrl?.split(",").find((address) => address.trim() !== "") ?? "";
  return URL.canParse(first) ? new URL(first).pathname.replace(/\/+$/, "") : "";
}
