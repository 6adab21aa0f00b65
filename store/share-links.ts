import { database } from "./database";
import type { ShareLinkModel } from "./generated/models";

export type ShareLink = Omit<ShareLinkModel, "tokenHash">;

export type NewLink = Pick<
  ShareLinkModel,
  | "id"
  | "sessionId"
  | "tokenHash"
  | "tokenSealed"
  | "label"
  | "original"
  | "langs"
  | "mayExport"
  | "passwordHash"
  | "expiresAt"
>;

const SHOWN = { omit: { tokenHash: true } } as const;
const now = () => new Date();
/** Neither revoked nor expired, of a session that is there. */
const valid = () => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }],
  session: { state: { not: "deleted" as const } },
});

export async function createLink(link: NewLink): Promise<ShareLink> {
  return database().shareLink.create({ data: link, ...SHOWN });
}

/** A session's links, newest first. */
export async function listLinks(sessionId: string): Promise<ShareLink[]> {
  return database().shareLink.findMany({
    where: { sessionId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    ...SHOWN,
  });
}

/** The link of a token. Null: there is none, or it is not valid any more. */
export async function findValidLink(tokenHash: string): Promise<ShareLink | null> {
  return database().shareLink.findFirst({ where: { tokenHash, ...valid() }, ...SHOWN });
}

/** Which of these are valid still. */
export async function stillValid(linkIds: readonly string[]): Promise<Set<string>> {
  const where = { id: { in: [...linkIds] }, ...valid() };
  const rows = await database().shareLink.findMany({ where, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** The session that a link leads to, valid or not. */
export async function sessionOfLink(linkId: string): Promise<string | null> {
  const row = await database().shareLink.findUnique({ where: { id: linkId }, select: { sessionId: true } });
  return row?.sessionId ?? null;
}

export async function relabelLink(linkId: string, label: string): Promise<void> {
  await database().shareLink.updateMany({ where: { id: linkId }, data: { label } });
}

/** From here on nobody comes in by it. The first time counts. */
export async function revokeLink(linkId: string): Promise<void> {
  await database().shareLink.updateMany({ where: { id: linkId, revokedAt: null }, data: { revokedAt: now() } });
}

export async function countViews(linkId: string, views: number): Promise<void> {
  const data = { views: { increment: views }, lastViewAt: now() };
  await database().shareLink.updateMany({ where: { id: linkId }, data });
}
