import { database } from "../database";
import { addAuditEvent } from "./audit";

export async function isAdministrator(userId: string): Promise<boolean> {
  return (await database().administrator.count({ where: { userId } })) > 0;
}

/** @returns false when there is no such person */
export async function addAdministrator(userId: string): Promise<boolean> {
  if ((await database().user.count({ where: { id: userId } })) === 0) return false;
  await database().administrator.upsert({ where: { userId }, create: { userId }, update: {} });
  await addAuditEvent({ kind: "role-given", userId });
  return true;
}

/** @returns false if the person is not an administrator */
export async function removeAdministrator(userId: string): Promise<boolean> {
  const { count } = await database().administrator.deleteMany({ where: { userId } });
  if (count > 0) await addAuditEvent({ kind: "role-taken", userId });
  return count > 0;
}

export async function listAdministrators(): Promise<string[]> {
  const rows = await database().administrator.findMany({ orderBy: { createdAt: "asc" } });
  return rows.map(({ userId }) => userId);
}
