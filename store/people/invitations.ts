import { databaseNow } from "#platform/clocks";
import { database, databaseTimeIn } from "../database";
import { addAuditEvent } from "./audit";

const DAY_SECONDS = 86_400;

export type NewInvitation = {
  readonly id: string;
  readonly tokenHash: string;
  readonly note: string;
  readonly mostUses: number;
  /** The number of days for which it can be accepted. */
  readonly days: number;
  /** Null: the command line. */
  readonly createdBy: string | null;
};

export async function createInvitation({ days, ...invitation }: NewInvitation): Promise<void> {
  await database().invitation.create({ data: { ...invitation, expiresAt: await databaseTimeIn(days * DAY_SECONDS) } });
  await addAuditEvent({ kind: "invitation-made", userId: invitation.createdBy });
}

export type InvitationRow = {
  readonly id: string;
  readonly note: string;
  readonly mostUses: number;
  readonly used: number;
  readonly expiresAt: Date;
};

/** Invitations that can still be accepted, newest first. */
export async function listInvitations(): Promise<InvitationRow[]> {
  return database().$queryRaw<InvitationRow[]>`
    SELECT id, note, most_uses AS "mostUses", used, expires_at AS "expiresAt" FROM invitation
    WHERE revoked_at IS NULL AND expires_at > now() AND used < most_uses ORDER BY created_at DESC LIMIT 500`;
}

/** @param by null: the command line @returns false when it is revoked already, or there is none */
export async function revokeInvitation(id: string, by: string | null): Promise<boolean> {
  const { count } = await database().invitation.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: databaseNow() },
  });
  if (count > 0) await addAuditEvent({ kind: "invitation-revoked", userId: by });
  return count > 0;
}

/** Admits a person by an invitation, once. @returns false when it is used up, expired, revoked or unknown */
export async function acceptInvitation(tokenHash: string, userId: string): Promise<boolean> {
  const outcome = await database().$transaction(async (tx) => {
    const known = await tx.$queryRaw<{ isInvited: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM invited_person i WHERE i.user_id = u.id) AS "isInvited"
      FROM "user" u WHERE u.id = ${userId} FOR UPDATE`;
    if (!known[0]) return "refused";
    if (known[0].isInvited) return "known";
    const taken = await tx.$queryRaw<{ id: string }[]>`
      UPDATE invitation SET used = used + 1
      WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND expires_at > now() AND used < most_uses RETURNING id`;
    if (!taken[0]) return "refused";
    await tx.invitedPerson.create({ data: { userId, invitationId: taken[0].id } });
    return "invited";
  });
  if (outcome === "invited") await addAuditEvent({ kind: "invited", userId });
  return outcome !== "refused";
}

/** The reasons that admit a person where only invited people may start sessions. */
export type AdmissionFacts = {
  readonly isAdministrator: boolean;
  readonly isInvited: boolean;
  /** The address is proved, and it or its domain is on the list. */
  readonly isListed: boolean;
};

export async function readAdmissionFacts(userId: string): Promise<AdmissionFacts | null> {
  const rows = await database().$queryRaw<AdmissionFacts[]>`
    SELECT EXISTS (SELECT 1 FROM administrator a WHERE a.user_id = u.id) AS "isAdministrator",
      EXISTS (SELECT 1 FROM invited_person i WHERE i.user_id = u.id) AS "isInvited",
      u.email_verified AND EXISTS (
        SELECT 1 FROM allowed_address a WHERE a.pattern IN (lower(u.email), substring(lower(u.email) FROM '@[^@]*$'))
      ) AS "isListed"
    FROM "user" u WHERE u.id = ${userId}`;
  return rows[0] ?? null;
}

export async function listAllowed(): Promise<string[]> {
  const rows = await database().allowedAddress.findMany({ orderBy: { pattern: "asc" } });
  return rows.map(({ pattern }) => pattern);
}

export async function allowAddress(pattern: string, createdBy: string | null): Promise<void> {
  await database().allowedAddress.upsert({ where: { pattern }, create: { pattern, createdBy }, update: {} });
}

/** @returns false when it was not on the list */
export async function disallowAddress(pattern: string): Promise<boolean> {
  return (await database().allowedAddress.deleteMany({ where: { pattern } })).count > 0;
}
