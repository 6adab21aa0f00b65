import { randomUUID } from "node:crypto";
import { databaseNow } from "#platform/clocks";
import { DISPLACED } from "#protocol/account";
import { MOST_CHARACTERS, MOST_TERMS } from "#protocol/vocabulary";
import { database } from "../database";
import { Prisma } from "../generated/client";
import { STATES_NOT_OVER } from "../session/state-table";

/** The provider's name that better-auth gives to a password. */
export const CREDENTIAL = "credential";

type NewAccount = {
  readonly userId: string;
  readonly email: string;
  /** The person has proved that they receive letters at the address. */
  readonly isVerified: boolean;
  readonly passwordHash: string;
  readonly recoveryHash: string | null;
};

/** `openSessions`: the sessions that had not ended when the account was created. */
type Upgraded = { readonly openSessions: readonly string[] };

/**
 * Turns an anonymous person into an account, who keeps their id and data. Every sign-in of the anonymous person ends, because
 * another person may know its token.
 * @returns "taken" when another account has the address, "gone" when there is no such anonymous person
 */
export async function upgradeAnonymous(account: NewAccount): Promise<Upgraded | "taken" | "gone"> {
  const { userId, email, isVerified, passwordHash, recoveryHash } = account;
  try {
    return await database().$transaction(async (tx) => {
      if (isVerified) await freeUnverifiedAddress(email, tx);
      const { count } = await tx.user.updateMany({
        where: { id: userId, isAnonymous: true, blockedAt: null },
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

type Client = Pick<Prisma.TransactionClient, "user" | "session">;

/** Removes the suffix of a displaced account: returns the address as the owner entered it. */
export function shownEmail(email: string): string {
  return email.endsWith(DISPLACED) ? email.slice(0, -DISPLACED.length) : email;
}

/**
 * Takes an address from an account that never proved it, for the person who has proved it now. The account keeps working:
 * its password still signs in with this address. If an earlier account was displaced from the same address, the password
 * signs in to that earlier account, and this one is reachable only by its existing sign-ins.
 */
export async function freeUnverifiedAddress(email: string, client: Client = database()): Promise<void> {
  const where = { email, emailVerified: false, OR: [{ isAnonymous: false }, { isAnonymous: null }] };
  const holder = await client.user.findFirst({ where, select: { id: true } });
  if (!holder) return;
  const displaced = `${email}${DISPLACED}`;
  const isUsed = (await client.user.count({ where: { email: displaced } })) > 0;
  await client.user.updateMany({
    where: { ...where, id: holder.id },
    data: { email: isUsed ? `${holder.id}.${displaced}` : displaced },
  });
}

/**
 * Gives an account to the person who has just proved its address by a letter. Removes its recovery code, second step and
 * passkeys, because a stranger may have set them up.
 */
export async function adoptAccount(userId: string): Promise<void> {
  await database().$transaction(async (tx) => {
    const data = { emailVerified: true, twoFactorEnabled: false };
    const { count } = await tx.user.updateMany({ where: { id: userId, emailVerified: false }, data });
    if (count === 0) return;
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.twoFactor.deleteMany({ where: { userId } });
    await tx.passkey.deleteMany({ where: { userId } });
  });
}

/** The e-mail column of the account that signs in by password with this address: the address, or with DISPLACED appended. */
export async function signInName(email: string): Promise<string> {
  const displaced = `${email}${DISPLACED}`;
  const where = { providerId: CREDENTIAL, user: { email: { in: [email, displaced] } } };
  const found = await database().account.findMany({ where, select: { user: { select: { email: true } } } });
  const names = found.map(({ user }) => user.email);
  return !names.includes(email) && names.includes(displaced) ? displaced : email;
}

/** The person with this address. */
export async function personWithEmail(email: string): Promise<string | null> {
  return (await database().user.findUnique({ where: { email }, select: { id: true } }))?.id ?? null;
}

/** Whether an account has proved that this address is its own. */
export async function isProven(email: string): Promise<boolean> {
  return (await database().user.count({ where: { email, emailVerified: true } })) > 0;
}

/** The sessions of a person that have not ended. */
export async function openSessionsOf(ownerId: string, client: Client = database()) {
  const state = { in: [...STATES_NOT_OVER] };
  const rows = await client.session.findMany({ where: { ownerId, state }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/**
 * Gives everything of an anonymous person to an account, and removes the person. Their sessions continue meanwhile.
 * @returns the sessions that have not ended
 */
export async function moveToAccount(from: string, to: string): Promise<readonly string[]> {
  const open = await openSessionsOf(from);
  await database().$transaction([
    // A session that is started for them at this moment waits for this lock, and is then refused.
    database().$queryRaw`SELECT id FROM "user" WHERE id = ${from} FOR UPDATE`,
    // Several people may move to this account at once: each must count the terms that the others brought.
    database().$queryRaw`SELECT id FROM "user" WHERE id = ${to} FOR NO KEY UPDATE`,
    database().session.updateMany({ where: { ownerId: from }, data: { ownerId: to } }),
    // Corrections that they wrote move too. They can only be in their own sessions, so no other rows are read.
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
    database().auditEvent.updateMany({ where: { userId: from }, data: { userId: to } }),
    database().$executeRaw`
      INSERT INTO invited_person (user_id, invitation_id, accepted_at)
      SELECT ${to}, invitation_id, accepted_at FROM invited_person WHERE user_id = ${from} ON CONFLICT DO NOTHING`,
    database().user.deleteMany({ where: { id: from, isAnonymous: true } }),
  ]);
  return open;
}

/** The hash of an account's recovery code. Null: no account with this address has one. */
export async function recoveryOf(email: string): Promise<{ userId: string; hash: string } | null> {
  const name = await signInName(email);
  const found = await database().user.findUnique({ where: { email: name }, select: { id: true, recoveryCode: true } });
  return found?.recoveryCode ? { userId: found.id, hash: found.recoveryCode.hash } : null;
}

/**
 * Sets a new password with the recovery code. Every sign-in ends, and a new code replaces the used one.
 * @returns the sign-ins that ended; null when the code was used meanwhile
 */
export async function recoverAccount(
  userId: string,
  hashes: { readonly used: string; readonly recovery: string; readonly password: string },
): Promise<string[] | null> {
  return database().$transaction(async (tx) => {
    const { count } = await tx.recoveryCode.updateMany({
      where: { userId, hash: hashes.used },
      data: { hash: hashes.recovery, createdAt: databaseNow() },
    });
    if (count === 0) return null;
    await tx.account.updateMany({ where: { userId, providerId: CREDENTIAL }, data: { password: hashes.password } });
    return deleteSignIns(tx, { userId });
  });
}

/** The sign-ins among these that are valid now. Those of accounts end by `ends`, not by the date in their rows. */
export async function validSignIns(
  ids: readonly string[],
  ends: { readonly idleMs: number; readonly absoluteMs: number },
): Promise<Set<string>> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT i.id FROM auth_session i JOIN "user" u ON u.id = i.user_id
    WHERE i.id = ANY(${[...ids]}) AND i.expires_at > now() AND u.blocked_at IS NULL AND (u.is_anonymous
      OR i.created_at > now() - ${ends.absoluteMs}::float8 * interval '1 millisecond'
        AND i.updated_at > now() - ${ends.idleMs}::float8 * interval '1 millisecond')`;
  return new Set(rows.map(({ id }) => id));
}

/** Stores a visit, which extends the sign-in. */
export async function extendSignIn(id: string, ms: number): Promise<void> {
  await database().$executeRaw`
    UPDATE auth_session SET updated_at = now(), expires_at = now() + ${ms}::float8 * interval '1 millisecond'
    WHERE id = ${id}`;
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

/** Whether another row has the value of a unique column. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
