import { databaseNow } from "#platform/clocks";
import { database } from "../database";
import { Prisma } from "../generated/client";
import { deleteSignIns, openSessionsOf } from "./accounts";
import { addAuditEvent } from "./audit";

export type PeopleFilter = "accounts" | "anonymous" | "blocked";

/** A person as an administrator sees them, without any spoken words. */
export type PersonRow = {
  readonly id: string;
  readonly name: string;
  /** Null: an anonymous person. */
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly isAdministrator: boolean;
  readonly createdAt: Date;
  readonly lastVisit: Date | null;
  readonly sessions: number;
  readonly blockedAt: Date | null;
};

const FILTERS: Record<PeopleFilter, Prisma.Sql> = {
  accounts: Prisma.sql`NOT coalesce(u.is_anonymous, false)`,
  anonymous: Prisma.sql`coalesce(u.is_anonymous, false)`,
  blocked: Prisma.sql`u.blocked_at IS NOT NULL`,
};

/** People, newest first; `text`: their id, or part of an account's address or name. */
export async function listPeople(filter: PeopleFilter, text: string, most: number): Promise<PersonRow[]> {
  const part = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const found = Prisma.sql`(u.id = ${text} OR (NOT coalesce(u.is_anonymous, false) AND (u.email ILIKE ${part} OR u.name ILIKE ${part})))`;
  return database().$queryRaw<PersonRow[]>`
    SELECT u.id, CASE WHEN u.is_anonymous THEN '' ELSE u.name END AS name, CASE WHEN u.is_anonymous THEN NULL ELSE u.email END AS email,
      u.email_verified AS "emailVerified", u.created_at AS "createdAt", u.blocked_at AS "blockedAt",
      EXISTS (SELECT 1 FROM administrator a WHERE a.user_id = u.id) AS "isAdministrator",
      (SELECT max(s.updated_at) FROM auth_session s WHERE s.user_id = u.id) AS "lastVisit",
      (SELECT count(*)::int FROM session s WHERE s.owner_id = u.id AND s.state <> 'deleted') AS sessions
    FROM "user" u WHERE ${FILTERS[filter]} ${text === "" ? Prisma.empty : Prisma.sql`AND ${found}`}
    ORDER BY u.created_at DESC, u.id LIMIT ${most}`;
}

/** The sign-ins that a block ended, and the sessions that the caller has to end. */
export type Blocked = { readonly authSessionIds: readonly string[]; readonly openSessions: readonly string[] };

/** Blocks a person and ends their sign-ins. @returns null when there is no such person */
export async function blockPerson(userId: string): Promise<Blocked | null> {
  const blocked = await database().$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: userId }, data: { blockedAt: databaseNow() } });
    if (count === 0) return null;
    const authSessionIds = await deleteSignIns(tx, { userId });
    return { authSessionIds, openSessions: await openSessionsOf(userId, tx) };
  });
  if (blocked) await addAuditEvent({ kind: "blocked", userId });
  return blocked;
}

/** @returns false when there is no such person */
export async function unblockPerson(userId: string): Promise<boolean> {
  const { count } = await database().user.updateMany({ where: { id: userId }, data: { blockedAt: null } });
  if (count > 0) await addAuditEvent({ kind: "unblocked", userId });
  return count > 0;
}
