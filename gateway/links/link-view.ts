import { showCode } from "#access/links/join-code";
import { openToken } from "#access/links/link-token";
import { databaseNow } from "#platform/clocks";
import type { JoinCode, LinkView } from "#protocol/share";
import type { CodeOfLink, ShareLink } from "#store/links/share-links";

/** A link as its owner sees it. A revoked link has no address to copy and no code. */
export function toLinkView(link: ShareLink, readers: number, secret: string): LinkView {
  const { id, label, original, langs, mayExport, mayHear, views } = link;
  const token = link.revokedAt === null ? openToken(link.tokenSealed, id, secret) : null;
  return {
    id,
    label,
    path: token === null ? null : `/r/${token}`,
    original,
    langs,
    mayExport,
    mayHear,
    hasPassword: link.passwordHash !== null,
    code: token === null ? null : joinCodeOf(link, secret),
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt?.toISOString() ?? null,
    revokedAt: link.revokedAt?.toISOString() ?? null,
    views,
    lastViewAt: link.lastViewAt?.toISOString() ?? null,
    readers,
  };
}

/**
 * The name that a link's encrypted code is bound to. Its encrypted token is bound to the link's id instead. So neither can
 * be decrypted in place of the other, or in place of another link's.
 */
export function codeOwner(linkId: string): string {
  return `code of ${linkId}`;
}

/** The short code of a valid link, as it is shown; null: it has no code, or the code has expired. */
export function joinCodeOf({ id, codeSealed, codeExpiresAt, expiresAt }: CodeOfLink, secret: string): JoinCode | null {
  if (codeSealed === null || codeExpiresAt === null) return null;
  const end = expiresAt !== null && expiresAt < codeExpiresAt ? expiresAt : codeExpiresAt;
  const code = end > databaseNow() ? openToken(codeSealed, codeOwner(id), secret) : null;
  return code === null ? null : { text: showCode(code), expiresAt: end.toISOString() };
}
