import { findValidLink, type ValidLink } from "#store/links/share-links";
import type { Grant, Identity } from "../identity";
import { isPass, tokenHash } from "./link-token";

/**
 * Finds the grant of a link by its token. The reader is unlocked if the link has no password, or if the pass proves it.
 * Null: no link has this token, or the link is no longer valid.
 */
export async function findGrant(
  { link, pass }: { link: string; pass?: string | undefined },
  secret: string,
): Promise<Extract<Identity, { kind: "reader" }> | null> {
  const found = await findValidLink(tokenHash(link));
  if (!found) return null;
  const { passwordHash } = found;
  const isUnlocked = passwordHash === null || (pass !== undefined && isPass(pass, found.id, passwordHash, secret));
  return { kind: "reader", grant: toGrant(found), isUnlocked };
}

function toGrant({ id, sessionId, original, langs, mayExport, mayHear, passwordHash, msLeft }: ValidLink): Grant {
  const scope = { original, langs: langs.length === 0 ? null : langs };
  return { linkId: id, sessionId, scope, mayExport, mayHear, passwordHash, msLeft };
}
