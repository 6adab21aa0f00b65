import { databaseNow } from "#platform/clocks";
import { MOST_PASSKEYS } from "#protocol/account";
import { database } from "../database";

/** A passkey as its owner sees it. */
export type PasskeyRow = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date | null;
  /** Null: not yet. */
  readonly lastUsedAt: Date | null;
};

/** The passkeys of a person, the oldest first. */
export async function listPasskeys(userId: string): Promise<PasskeyRow[]> {
  const rows = await database().passkey.findMany({
    where: { userId },
    orderBy: { createdAt: "asc" },
    take: 2 * MOST_PASSKEYS,
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });
  return rows.map((row) => ({ ...row, name: row.name ?? "" }));
}

export async function hasRoomForPasskey(userId: string): Promise<boolean> {
  return (await database().passkey.count({ where: { userId } })) < MOST_PASSKEYS;
}

/** @returns false when the person has no such passkey */
export async function namePasskey(userId: string, id: string, name: string): Promise<boolean> {
  return (await database().passkey.updateMany({ where: { id, userId }, data: { name } })).count > 0;
}

/** @returns false when the person has no such passkey */
export async function deletePasskey(userId: string, id: string): Promise<boolean> {
  return (await database().passkey.deleteMany({ where: { id, userId } })).count > 0;
}

/** The owner of a passkey. */
export async function personWithPasskey(credentialId: string): Promise<string | null> {
  const where = { credentialID: credentialId };
  return (await database().passkey.findUnique({ where, select: { userId: true } }))?.userId ?? null;
}

export async function markPasskeyUsed(credentialId: string): Promise<void> {
  await database().passkey.updateMany({ where: { credentialID: credentialId }, data: { lastUsedAt: databaseNow() } });
}
