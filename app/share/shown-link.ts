import type { SessionView } from "#protocol/session";
import type { JoinCode, LinkView } from "#protocol/share";

/** The first link of a session: all languages, for thirty days, with a short code. */
export const MAIN_LINK = { code: true } as const;

/** Whether the link still admits readers. @param now ms since 1970 */
export function isInUse({ revokedAt, expiresAt }: LinkView, now: number): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
}

/** The link to show to the room: the newest one in use without a password whose address is known. */
export function mainLink(links: readonly LinkView[], now: number): LinkView | undefined {
  const inUse = links.filter((link) => link.path !== null && isInUse(link, now));
  return inUse.find(({ hasPassword }) => !hasPassword) ?? inUse[0];
}

/** An address for display: without its scheme, and with just enough of the token to tell links apart. */
export function shortAddress(address: string): string {
  const { host, pathname } = new URL(address);
  return host + pathname.replace(/(\/r\/.{7})..+/, "$1…");
}

/** The parts of a link that a screen shows: the address to scan, the code to type, and the languages to read. */
export type ShownLink = {
  readonly address: string;
  /** Null: it has no short code that works. */
  readonly code: (JoinCode & { readonly address: string }) | null;
  readonly langs: readonly string[];
};

/** @param origin the address that links begin with @param now ms since 1970 */
export function showLink(
  { path, code, langs, original }: LinkView & { readonly path: string },
  origin: string,
  { sourceLang, targetLangs }: Pick<SessionView, "sourceLang" | "targetLangs">,
  now: number,
): ShownLink {
  const begin = origin.replace(/^\w+:\/\//, "");
  const works = code !== null && Date.parse(code.expiresAt) > now;
  const translated = targetLangs.filter((lang) => langs.length === 0 || langs.includes(lang));
  return {
    address: origin + path,
    code: works ? { ...code, address: `${begin}/${code.text}` } : null,
    langs: original ? [sourceLang, ...translated.filter((lang) => lang !== sourceLang)] : translated,
  };
}
