import { CODE_LIFETIME_SECONDS } from "#protocol/share";
import { RESTORABLE_SECONDS } from "#protocol/undo";
import { database, databaseTimeIn } from "../database";
import { Prisma } from "../generated/client";
import type { ShareLinkModel } from "../generated/models";
import { isDuplicate } from "../people/accounts";

export type ShareLink = Omit<ShareLinkModel, "tokenHash" | "codeHash">;

/** The encrypted code of a link, and the times at which the code and the link expire. */
export type CodeOfLink = Pick<ShareLink, "id" | "codeSealed" | "codeExpiresAt" | "expiresAt">;

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
  | "mayHear"
  | "passwordHash"
> & {
  /** Null: it does not expire. */
  readonly lifetimeSeconds: number | null;
};

/** The rights of a valid link. `msLeft`: ms until it expires; null: never. */
export type ValidLink = Pick<
  ShareLinkModel,
  "id" | "sessionId" | "original" | "langs" | "mayExport" | "mayHear" | "passwordHash"
> & { readonly msLeft: number | null };

const SHOWN = { omit: { tokenHash: true, codeHash: true } } as const;
/**
 * The condition of a valid link `l`: it is neither revoked nor expired by PostgreSQL's clock, and its session is not
 * deleted.
 */
const VALID = Prisma.sql`l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > clock_timestamp())
  AND EXISTS (SELECT 1 FROM session s WHERE s.id = l.session_id AND s.state <> 'deleted')`;

export async function createLink({ lifetimeSeconds, ...link }: NewLink): Promise<ShareLink> {
  const expiresAt = lifetimeSeconds === null ? null : await databaseTimeIn(lifetimeSeconds);
  return database().shareLink.create({ data: { ...link, expiresAt }, ...SHOWN });
}

/** The links of a session, valid or not, newest first. */
export async function listLinks(sessionId: string): Promise<ShareLink[]> {
  return database().shareLink.findMany({
    where: { sessionId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    ...SHOWN,
  });
}

/** The link of a token. Null: there is none, or it is no longer valid. */
export async function findValidLink(tokenHash: string): Promise<ValidLink | null> {
  const [link = null] = await database().$queryRaw<ValidLink[]>`
    SELECT l.id, l.session_id AS "sessionId", l.original, l.langs, l.may_export AS "mayExport",
      l.may_hear AS "mayHear", l.password_hash AS "passwordHash",
      (extract(epoch FROM l.expires_at - clock_timestamp()) * 1000)::float8 AS "msLeft"
    FROM share_link l WHERE l.token_hash = ${tokenHash} AND ${VALID}`;
  return link;
}

/** The link of a short code that has not expired. Null: there is none, or the link is no longer valid. */
export async function findLinkByCode(codeHash: string): Promise<Pick<ShareLink, "id" | "tokenSealed"> | null> {
  const [link = null] = await database().$queryRaw<Pick<ShareLink, "id" | "tokenSealed">[]>`
    SELECT l.id, l.token_sealed AS "tokenSealed"
    FROM share_link l WHERE l.code_hash = ${codeHash} AND l.code_expires_at > clock_timestamp() AND ${VALID}`;
  return link;
}

/** Stores the code of a link, in place of an earlier one. Null: another link has this code. */
export async function storeCode(
  linkId: string,
  { hash, sealed }: { readonly hash: string; readonly sealed: string },
): Promise<ShareLink | null> {
  const codeExpiresAt = await databaseTimeIn(CODE_LIFETIME_SECONDS);
  const data = { codeHash: hash, codeSealed: sealed, codeExpiresAt };
  try {
    return await database().shareLink.update({ where: { id: linkId }, data, ...SHOWN });
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
}

export async function clearCode(linkId: string): Promise<void> {
  const data = { codeHash: null, codeSealed: null, codeExpiresAt: null };
  await database().shareLink.updateMany({ where: { id: linkId }, data });
}

/** Reads the code of a valid link. Null: the link is not valid. */
export async function readCodeOf(linkId: string): Promise<CodeOfLink | null> {
  const [link = null] = await database().$queryRaw<CodeOfLink[]>`
    SELECT l.id, l.code_sealed AS "codeSealed", l.code_expires_at AS "codeExpiresAt", l.expires_at AS "expiresAt"
    FROM share_link l WHERE l.id = ${linkId} AND ${VALID}`;
  return link;
}

/** The links among these that are still valid. */
export async function stillValid(linkIds: readonly string[]): Promise<Set<string>> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT l.id FROM share_link l WHERE l.id = ANY(${[...linkIds]}) AND ${VALID}`;
  return new Set(rows.map(({ id }) => id));
}

/** The session of a link, valid or not. */
export async function sessionOfLink(linkId: string): Promise<string | null> {
  const row = await database().shareLink.findUnique({ where: { id: linkId }, select: { sessionId: true } });
  return row?.sessionId ?? null;
}

export async function relabelLink(linkId: string, label: string): Promise<void> {
  await database().shareLink.updateMany({ where: { id: linkId }, data: { label } });
}

/** Revokes a link. @returns false: it was revoked before, and its time stays */
export async function revokeLink(linkId: string): Promise<boolean> {
  const revoked = await database().$executeRaw`
    UPDATE share_link SET revoked_at = now() WHERE id = ${linkId} AND revoked_at IS NULL`;
  return revoked > 0;
}

/**
 * Undoes a revocation that is at most `RESTORABLE_SECONDS` old.
 * @returns `not-revoked`: there was nothing to undo, for example because the request is repeated; `gone`: it stays revoked
 */
export async function restoreLink(linkId: string): Promise<"restored" | "not-revoked" | "gone"> {
  const restored = await database().$executeRaw`
    UPDATE share_link SET revoked_at = NULL
    WHERE id = ${linkId} AND revoked_at > clock_timestamp() - make_interval(secs => ${RESTORABLE_SECONDS}::float8)`;
  if (restored > 0) return "restored";
  const valid = await database().shareLink.count({ where: { id: linkId, revokedAt: null } });
  return valid > 0 ? "not-revoked" : "gone";
}

export async function countViews(linkId: string, views: number): Promise<void> {
  await database().$executeRaw`
    UPDATE share_link SET views = views + ${views}, last_view_at = now() WHERE id = ${linkId}`;
}
