import type { LinkView } from "#protocol/share";

/** Whether the link still admits readers. @param now ms since 1970 */
export function isInUse({ revokedAt, expiresAt }: LinkView, now: number): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
}

/** The link to show to the room: the newest one in use without a password whose address is known. */
export function linkForRoom(links: readonly LinkView[], now: number): LinkView | undefined {
  const inUse = links.filter((link) => link.path !== null && isInUse(link, now));
  return inUse.find(({ hasPassword }) => !hasPassword) ?? inUse[0];
}

/** An address for display: without its scheme, and with just enough of the token to tell links apart. */
export function shortAddress(address: string): string {
  const { host, pathname } = new URL(address);
  return `${host}${pathname.length > 11 ? `${pathname.slice(0, 10)}…` : pathname}`;
}
