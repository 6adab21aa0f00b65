import { siteAddress } from "../address/site-address";

/** The header for the pass of a password link. Proxies log addresses, not headers. */
export const PASS_HEADER = "x-link-pass";

/** The address of a reader's export. @param lang null: the original */
export function linkExportAddress(token: string, choice: { format: string; lang: string | null; original: boolean }) {
  const { format, lang, original } = choice;
  const asked = { format, ...(lang !== null && { lang, original: original ? "1" : "0" }) };
  return siteAddress(`/r/${encodeURIComponent(token)}/export?${new URLSearchParams(asked)}`);
}
