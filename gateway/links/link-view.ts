import { openToken } from "#access/links/link-token";
import type { LinkView } from "#protocol/share";
import type { ShareLink } from "#store/links/share-links";

/** A link as its owner sees it. A revoked link has no address to copy. */
export function toLinkView(link: ShareLink, readers: number, secret: string): LinkView {
  const { id, label, original, langs, mayExport, views } = link;
  const token = link.revokedAt === null ? openToken(link.tokenSealed, id, secret) : null;
  return {
    id,
    label,
    path: token === null ? null : `/r/${token}`,
    original,
    langs,
    mayExport,
    hasPassword: link.passwordHash !== null,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt?.toISOString() ?? null,
    revokedAt: link.revokedAt?.toISOString() ?? null,
    views,
    lastViewAt: link.lastViewAt?.toISOString() ?? null,
    readers,
  };
}
