import { databaseNow } from "#platform/clocks";
import { database } from "../database";
import { CREDENTIAL, deleteSignIns, freeUnverifiedAddress, isDuplicate } from "./accounts";

/** A sign-in as its owner sees it; `addressHash` is keyed. */
export type SignInRow = {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastVisit: Date;
  readonly addressHash: string;
  readonly device: string;
  /** Its owner's name for it; empty: none. */
  readonly name: string;
};

/** The valid sign-ins of a person, newest visit first. */
export async function listSignIns(userId: string): Promise<SignInRow[]> {
  const rows = await database().authSession.findMany({
    where: { userId, expiresAt: { gt: databaseNow() } },
    orderBy: { updatedAt: "desc" },
    take: 100,
  });
  return rows.map(({ id, createdAt, updatedAt, ipAddress, userAgent, name }) => ({
    id,
    createdAt,
    lastVisit: updatedAt,
    addressHash: ipAddress ?? "",
    device: userAgent ?? "",
    name: name ?? "",
  }));
}

/**
 * Raw SQL: the Prisma client would set `updated_at`, which extends the sign-in like a visit.
 * @returns false when the person has no such sign-in
 */
export async function nameSignIn(userId: string, id: string, name: string): Promise<boolean> {
  const named = await database().$executeRaw`
    UPDATE auth_session SET name = ${name || null} WHERE id = ${id} AND user_id = ${userId}`;
  return named > 0;
}

/** The owner's name for a sign-in; empty: none. */
export async function nameOfSignIn(id: string): Promise<string> {
  return (await database().authSession.findUnique({ where: { id }, select: { name: true } }))?.name ?? "";
}

/**
 * Ends one sign-in of a person, or all but one.
 * @returns those that ended
 */
export async function endSignIns(
  userId: string,
  which: { readonly id: string } | { readonly but: string },
): Promise<string[]> {
  const id = "id" in which ? which.id : { not: which.but };
  return database().$transaction((tx) => deleteSignIns(tx, { userId, id }));
}

/**
 * Sets a new password, or the first one of an account. Every sign-in ends, and no browser is trusted to sign in without
 * a second step.
 * @returns the sign-ins that ended
 */
export async function setPassword(userId: string, passwordHash: string): Promise<string[]> {
  return database().$transaction(async (tx) => {
    const changed = { where: { userId, providerId: CREDENTIAL }, data: { password: passwordHash } };
    const { count } = await tx.account.updateMany(changed);
    // A fixed id: a concurrent insert of a second password fails.
    const first = { id: `${CREDENTIAL}:${userId}`, accountId: userId, providerId: CREDENTIAL, userId };
    if (count === 0) await tx.account.create({ data: { ...first, password: passwordHash } });
    await tx.verification.deleteMany({ where: { value: userId } });
    return deleteSignIns(tx, { userId });
  });
}

/**
 * Sets the address of an account. If it is verified, takes it from an account that never proved it.
 * @returns false when another account has the address
 */
export async function setEmail(userId: string, email: string, isVerified: boolean): Promise<boolean> {
  try {
    await database().$transaction(async (tx) => {
      if (isVerified) await freeUnverifiedAddress(email, tx);
      await tx.user.update({ where: { id: userId }, data: { email, emailVerified: isVerified } });
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** The id of the sign-in with this token. */
export async function signInOfToken(token: string): Promise<string | null> {
  return (await database().authSession.findUnique({ where: { token }, select: { id: true } }))?.id ?? null;
}

/** Whether a sign-in began within the last milliseconds, by PostgreSQL's clock. */
export async function isNewSignIn(id: string, withinMs: number): Promise<boolean> {
  const since = new Date(databaseNow().getTime() - withinMs);
  return (await database().authSession.count({ where: { id, createdAt: { gt: since } } })) > 0;
}
