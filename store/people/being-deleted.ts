import { database } from "../database";
import { deleteSignIns } from "./accounts";

/**
 * The first step of a person's deletion: ends their sign-ins and prevents new ones. The sweeper finishes an interrupted
 * deletion.
 * @returns the sign-ins that ended
 */
export async function markBeingDeleted(userId: string): Promise<string[]> {
  return database().$transaction(async (tx) => {
    await tx.profile.upsert({ where: { userId }, create: { userId, leaving: true }, update: { leaving: true } });
    return deleteSignIns(tx, { userId });
  });
}

/** People whose deletion was interrupted. */
export async function peopleBeingDeleted(): Promise<string[]> {
  const rows = await database().profile.findMany({ where: { leaving: true }, select: { userId: true }, take: 10 });
  return rows.map(({ userId }) => userId);
}

/** Some of a person's sessions, including deleted ones. */
export async function someSessionsOf(userId: string, limit: number): Promise<string[]> {
  const rows = await database().session.findMany({ where: { ownerId: userId }, select: { id: true }, take: limit });
  return rows.map(({ id }) => id);
}

/**
 * The last step: deletes the person and all rows that refer to them.
 * @returns false when a session was started meanwhile, which has to be deleted first
 */
export async function removePerson(userId: string): Promise<boolean> {
  return database().$transaction(async (tx) => {
    // A session that is started for them at this moment waits for this lock, and is then refused.
    await tx.$queryRaw`SELECT id FROM "user" WHERE id = ${userId} FOR UPDATE`;
    if ((await tx.session.count({ where: { ownerId: userId } })) > 0) return false;
    await tx.verification.deleteMany({ where: { value: { contains: userId } } });
    await tx.user.deleteMany({ where: { id: userId } });
    return true;
  });
}
