import type { PublicView, SessionView } from "#protocol/session";
import type { Scope } from "#protocol/share";
import { sessionOfLink } from "#store/links/share-links";
import { ownerOf } from "#store/session/sessions";
import type { Identity } from "../identity";

const WHOLE: Scope = { original: true, langs: null };

/**
 * The part of a session that an identity may read: its owner everything, a link's reader the link's scope. Null: not
 * even that the session exists.
 */
export async function mayRead(identity: Identity, sessionId: string): Promise<Scope | null> {
  if (identity.kind === "user") return (await mayWrite(identity, sessionId)) ? WHOLE : null;
  const { grant, isUnlocked } = identity;
  return grant.sessionId === sessionId && isUnlocked ? grant.scope : null;
}

/** Only the owner speaks in a session, stops, renames, deletes and shares it. */
export async function mayWrite(identity: Identity, sessionId: string): Promise<boolean> {
  if (identity.kind !== "user" || (identity.only && !identity.only.has(sessionId))) return false;
  return (await ownerOf(sessionId)) === identity.user.id;
}

/** The session of a link that this identity may change and revoke; null: none. */
export async function mayManageLink(identity: Identity, linkId: string): Promise<string | null> {
  const sessionId = await sessionOfLink(linkId);
  return sessionId !== null && (await mayWrite(identity, sessionId)) ? sessionId : null;
}

/** A session cut to a scope: without its id, and without languages outside the scope. */
export function viewWithin({ id: _, ...session }: SessionView, scope: Scope): PublicView {
  const { langs } = scope;
  return langs === null
    ? session
    : { ...session, targetLangs: session.targetLangs.filter((lang) => langs.includes(lang)) };
}

/**
 * The part of a session that an identity may export: its owner everything, a link's reader what the link allows. Null:
 * nothing.
 */
export async function mayExport(identity: Identity, sessionId: string): Promise<Scope | null> {
  if (identity.kind === "reader" && !identity.grant.mayExport) return null;
  return mayRead(identity, sessionId);
}
