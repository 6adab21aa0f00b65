import * as z from "zod/mini";
import { type Scope, WHOLE } from "#protocol/share";
import { sessionOfLink } from "#store/links/share-links";
import { ownerOf } from "#store/session/sessions";
import type { Subject } from "../event-rights";
import type { Identity } from "../identity";

const Named = z.union([
  z.object({ sessionId: z.string() }),
  z.object({ linkId: z.string() }),
]) satisfies z.ZodMiniType<Subject>;

/**
 * Returns the part of a session that an identity may read: for its owner everything, for a link's reader the link's scope.
 * Null: nothing; the caller must answer as if the session did not exist.
 */
export async function mayRead(identity: Identity, sessionId: string): Promise<Scope | null> {
  if (identity.kind === "user") return (await ownsSession(identity, sessionId)) ? WHOLE : null;
  const { grant, isUnlocked } = identity;
  return grant.sessionId === sessionId && isUnlocked ? grant.scope : null;
}

/** Whether an identity owns a session, and its connection may still use it (`only` in `access/identity.ts`). */
async function ownsSession(identity: Identity, sessionId: string): Promise<boolean> {
  if (identity.kind !== "user" || (identity.only && !identity.only.has(sessionId))) return false;
  return (await ownerOf(sessionId)) === identity.user.id;
}

/** Whether an identity owns the session or link that a request names. False if it names neither. */
export async function isOwnerOf(identity: Identity, request: unknown): Promise<boolean> {
  const subject = Named.safeParse(request).data;
  if (!subject) return false;
  const sessionId = "sessionId" in subject ? subject.sessionId : await sessionOfLink(subject.linkId);
  return sessionId !== null && ownsSession(identity, sessionId);
}

/**
 * Returns the part of a session that an identity may export: for its owner everything, for a link's reader what the link
 * allows. Null: nothing.
 */
export async function mayExport(identity: Identity, sessionId: string): Promise<Scope | null> {
  if (identity.kind === "reader" && !identity.grant.mayExport) return null;
  return mayRead(identity, sessionId);
}

/**
 * Whether the reader of a link may hear the sound of its session. The sound is the original, so a link without the original
 * does not give it.
 */
export function mayHear({ grant, isUnlocked }: Extract<Identity, { kind: "reader" }>): boolean {
  return isUnlocked && grant.mayHear && grant.scope.original;
}
