import { database } from "../database";
import { Prisma } from "../generated/client";

/**
 * Anonymous people without sessions who have not visited for `days`. People with a vocabulary are kept as long as they have a
 * valid sign-in. Administrators are kept.
 */
function isAbandoned(days: number): Prisma.Sql {
  return Prisma.sql`u.is_anonymous
    AND u.updated_at < now() - make_interval(days => ${days}::int)
    AND NOT EXISTS (SELECT 1 FROM session s WHERE s.owner_id = u.id)
    AND NOT EXISTS (SELECT 1 FROM administrator a WHERE a.user_id = u.id)
    AND NOT EXISTS (SELECT 1 FROM auth_session i WHERE i.user_id = u.id AND i.expires_at > now()
      AND (i.updated_at >= now() - make_interval(days => ${days}::int)
        OR EXISTS (SELECT 1 FROM term t WHERE t.user_id = u.id)))`;
}

/**
 * Removes some abandoned people, each in its own transaction.
 * @returns how many were removed; fewer than `limit`: there are no more
 */
export async function removeAbandoned(days: number, limit: number): Promise<number> {
  const found = await database().$queryRaw<{ id: string }[]>`
    SELECT u.id FROM "user" u WHERE ${isAbandoned(days)} LIMIT ${limit}`;
  let removed = 0;
  for (const { id } of found) removed += await removeUnlessBack(id, days);
  return removed;
}

/** Removes a person unless they return at this moment: their new session waits for the lock, or is visible after it. */
async function removeUnlessBack(id: string, days: number): Promise<number> {
  return database().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${id} FOR UPDATE`;
    return tx.$executeRaw`DELETE FROM "user" u WHERE u.id = ${id} AND ${isAbandoned(days)}`;
  });
}

/** Removes better-auth's expired tokens of letters and challenges of passkeys. */
export async function removeExpiredVerifications(): Promise<void> {
  await database().$executeRaw`DELETE FROM verification WHERE expires_at < now()`;
}
