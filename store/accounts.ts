import { randomUUID } from "node:crypto";
import { MOST_CHARACTERS, MOST_TERMS } from "#protocol/vocabulary";
import { database } from "./database";
import { Prisma, type SessionState } from "./generated/client";

/** The provider's name that better-auth gives to a password. */
export const CREDENTIAL = "credential";

type NewAccount = {
  readonly userId: string;
  readonly email: string;
  /** Somebody proved that they read its mail. */
  readonly isVerified: boolean;
  readonly passwordHash: string;
  readonly recoveryHash: string | null;
};

/** `openSessions`: those that the person spoke in or had open when the account was made. */
type Upgraded = { readonly openSessions: readonly string[] };

/**
 * Makes an account of an anonymous person, in place: whatever is theirs stays theirs. Every sign-in of the anonymous person
 * ends, since another may know its token.
 * @returns "taken" when the address is another's, "gone" when there is no such anonymous person
 */
export async function upgradeAnonymous(account: NewAccount): Promise<Upgraded | "taken" | "gone"> {
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
      await tx.authSession.deleteMany({ where: { userId } });
      return { openSessions: await openSessionsOf(userId, tx) };
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

/** The sessions of a person that have not ended. */
async function openSessionsOf(ownerId: string, client: Pick<Prisma.TransactionClient, "session"> = database()) {
  const state = { in: ["live", "waiting", "ending"] satisfies SessionState[] };
  const rows = await client.session.findMany({ where: { ownerId, state }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/**
 * Gives everything of an anonymous person to an account, and removes the person. Their sessions go on meanwhile.
 * @returns the sessions that have not ended
 */
export async function moveToAccount(from: string, to: string): Promise<readonly string[]> {
  const open = await openSessionsOf(from);
  await database().$transaction([
    // Whoever starts a session for them at this moment waits for this lock, and is refused then.
    database().$queryRaw`SELECT id FROM "user" WHERE id = ${from} FOR UPDATE`,
    // Several people may become this account at once: each counts the terms that the others brought.
    database().$queryRaw`SELECT id FROM "user" WHERE id = ${to} FOR NO KEY UPDATE`,
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
      WITH sized AS (
        SELECT user_id, written, heard_as,
          char_length(written) + coalesce((SELECT sum(char_length(h)) FROM unnest(heard_as) h), 0) AS characters
        FROM term WHERE user_id IN (${from}, ${to})
      ), known AS (SELECT count(*) AS terms, coalesce(sum(characters), 0) AS characters FROM sized WHERE user_id = ${to}),
      added AS (
        SELECT written, heard_as, row_number() OVER inserted AS terms, sum(characters) OVER inserted AS characters
        FROM sized n WHERE user_id = ${from}
          AND NOT EXISTS (SELECT 1 FROM sized k WHERE k.user_id = ${to} AND k.written = n.written)
        WINDOW inserted AS (ORDER BY written)
      )
      INSERT INTO term (user_id, written, heard_as) SELECT ${to}, added.written, added.heard_as FROM added, known
      WHERE known.terms + added.terms <= ${MOST_TERMS} AND known.characters + added.characters <= ${MOST_CHARACTERS}
      ON CONFLICT DO NOTHING`,
    database().$executeRaw`
      INSERT INTO profile (user_id, interface_lang, source_lang, target_langs)
      SELECT ${to}, interface_lang, source_lang, target_langs FROM profile WHERE user_id = ${from}
      ON CONFLICT DO NOTHING`,
    database().user.deleteMany({ where: { id: from, isAnonymous: true } }),
  ]);
  return open;
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
    return deleteSignIns(tx, { userId });
  });
}

/** Which of these sign-ins hold now. Those of accounts end as `ends` says, whatever stands in their rows. */
export async function validSignIns(
  ids: readonly string[],
  ends: { readonly idleMs: number; readonly absoluteMs: number },
): Promise<Set<string>> {
  const now = Date.now();
  const account = {
    createdAt: { gt: new Date(now - ends.absoluteMs) },
    updatedAt: { gt: new Date(now - ends.idleMs) },
  };
  const rows = await database().authSession.findMany({
    where: { id: { in: [...ids] }, expiresAt: { gt: new Date(now) }, OR: [{ user: { isAnonymous: true } }, account] },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

export async function extendSignIn(id: string, expiresAt: Date): Promise<void> {
  await database().authSession.updateMany({ where: { id }, data: { expiresAt } });
}

/** Whether a sign-in was made before its cookie had the prefix `__Host-`. */
export async function isEarlierSignIn(token: string): Promise<boolean> {
  return (await database().authSession.count({ where: { token, earlierCookie: true } })) > 0;
}

/** @returns the sign-ins that ended */
export async function deleteSignIns(
  tx: Prisma.TransactionClient,
  where: Prisma.AuthSessionWhereInput,
): Promise<string[]> {
  const rows = await tx.authSession.findMany({ where, select: { id: true } });
  await tx.authSession.deleteMany({ where });
  return rows.map(({ id }) => id);
}

/** The value of a unique column is another row's. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
