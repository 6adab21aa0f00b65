import type { LinkView } from "#protocol/share";

/** Whether somebody could still read by it. @param now ms since 1970 */
export function isInUse({ revokedAt, expiresAt }: LinkView, now: number): boolean {
  return revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now);
}

/** The link to show to the room: the newest that anybody can open and whose address is known. A password is not for a room. */
export function linkForRoom(links: readonly LinkView[], now: number): LinkView | undefined {
  const inUse = links.filter((link) => link.path !== null && isInUse(link, now));
  return inUse.find(({ hasPassword }) => !hasPassword) ?? inUse[0];
}

/** An address as people read it: without its scheme, and of the token no more than tells links apart. */
export function shortAddress(address: string): string {
  const { host, pathname } = new URL(address);
  return `${host}${pathname.length > 11 ? `${pathname.slice(0, 10)}…` : pathname}`;
}
