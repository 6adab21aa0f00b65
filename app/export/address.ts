import { siteAddress } from "../address/site-address";

/** The header for the pass of a password link. Proxies log addresses, not headers. */
export const PASS_HEADER = "x-link-pass";
/** The cookie for the pass where the request is an audio element's, which sends no headers of a page. */
export const PASS_COOKIE = "link-pass";

/** The address of a reader's export. @param lang null: the original */
export function linkExportAddress(token: string, choice: { format: string; lang: string | null; original: boolean }) {
  const { format, lang, original } = choice;
  const asked = { format, ...(lang !== null && { lang, original: original ? "1" : "0" }) };
  return siteAddress(`/r/${encodeURIComponent(token)}/export?${new URLSearchParams(asked)}`);
}

/** The address of the sound of a link's session, without its format. */
export function linkSoundAddress(token: string): string {
  return siteAddress(`/r/${encodeURIComponent(token)}/sound`);
}
