import { randomUUID } from "node:crypto";
import { database } from "./database";
import { Prisma } from "./generated/client";

/** The provider's name that better-auth gives to a password. */
const CREDENTIAL = "credential";

type NewAccount = {
  readonly userId: string;
  readonly email: string;
  /** Somebody proved that they read its mail. */
  readonly isVerified: boolean;
  readonly passwordHash: string;
  readonly recoveryHash: string | null;
};

/**
 * Makes an account of an anonymous person, in place: whatever is theirs stays theirs, and whoever is signed in stays so.
 * @returns "taken" when the address is another's, "gone" when there is no such anonymous person
 */
export async function upgradeAnonymous(account: NewAccount): Promise<"done" | "taken" | "gone"> {
  const { userId, email, isVerified, passwordHash, recoveryHash } = account;
  try {
    return await database().$transaction(async (tx) => {
      const { count } = await tx.user.updateMany({
        where: { id: userId, isAnonymous: true },
        data: { email, emailVerified: isVerified, isAnonymous: false, name: "" },
      });
      if (count === 0) return "gone";
      await tx.account.create({
        data: { id: randomUUID(), accountId: userId, providerId: CREDENTIAL, userId, password: passwordHash },
      });
      if (recoveryHash) await tx.recoveryCode.create({ data: { userId, hash: recoveryHash } });
      return "done";
    });
  } catch (error) {
    if (isDuplicate(error)) return "taken";
    throw error;
  }
}

/** Whether an account has this address. */
export async function isTaken(email: string): Promise<boolean> {
  return (await database().user.count({ where: { email } })) > 0;
}

/** Gives everything of an anonymous person to an account, and removes the person. Their sessions go on meanwhile. */
export async function moveToAccount(from: string, to: string): Promise<void> {
  await database().$transaction([
    // Whoever starts a session for them at this moment waits for this lock, and is refused then.
    database().$queryRaw`SELECT id FROM "user" WHERE id = ${from} FOR UPDATE`,
    database().session.updateMany({ where: { ownerId: from }, data: { ownerId: to } }),
    // What they corrected is theirs as well; in their own sessions, so that nothing else is looked through.
    database().segment.updateMany({ where: { session: { ownerId: to }, authorId: from }, data: { authorId: to } }),
    database().translation.updateMany({
      where: { segment: { session: { ownerId: to } }, authorId: from },
      data: { authorId: to },
    }),
    database().earlierText.updateMany({
      where: { segment: { session: { ownerId: to } }, authorId: from },
      data: { authorId: to },
    }),
    database().$executeRaw`
      INSERT INTO term (user_id, written, heard_as) SELECT ${to}, written, heard_as FROM term WHERE user_id = ${from}
      ON CONFLICT DO NOTHING`,
    database().$executeRaw`
      INSERT INTO profile (user_id, interface_lang, source_lang, target_langs)
      SELECT ${to}, interface_lang, source_lang, target_langs FROM profile WHERE user_id = ${from}
      ON CONFLICT DO NOTHING`,
    database().user.deleteMany({ where: { id: from, isAnonymous: true } }),
  ]);
}

/** What a recovery code is checked against. Null: no account with this address has one. */
export async function recoveryOf(email: string): Promise<{ userId: string; hash: string } | null> {
  const found = await database().user.findUnique({ where: { email }, select: { id: true, recoveryCode: true } });
  return found?.recoveryCode ? { userId: found.id, hash: found.recoveryCode.hash } : null;
}

/**
 * A new password for whoever had the code; every sign-in ends, and another code takes the place of the used one.
 * @returns the sign-ins that ended; null when the code was used meanwhile
 */
export async function recoverAccount(
  userId: string,
  hashes: { readonly used: string; readonly recovery: string; readonly password: string },
): Promise<string[] | null> {
  return database().$transaction(async (tx) => {
    const { count } = await tx.recoveryCode.updateMany({
      where: { userId, hash: hashes.used },
      data: { hash: hashes.recovery, createdAt: new Date() },
    });
    if (count === 0) return null;
    await tx.account.updateMany({ where: { userId, providerId: CREDENTIAL }, data: { password: hashes.password } });
    const signIns = await tx.authSession.findMany({ where: { userId }, select: { id: true } });
    await tx.authSession.deleteMany({ where: { userId } });
    return signIns.map(({ id }) => id);
  });
}

/** Which of these sign-ins hold now. */
export async function validSignIns(ids: readonly string[]): Promise<Set<string>> {
  const rows = await database().authSession.findMany({
    where: { id: { in: [...ids] }, expiresAt: { gt: new Date() } },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
