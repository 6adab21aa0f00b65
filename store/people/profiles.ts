import { ProfileSettings, type StoredSettings } from "#protocol/profile";
import { database } from "../database";
import { shownEmail } from "./accounts";

/** A person as their profile page shows them. */
export type Profile = {
  readonly settings: StoredSettings;
  /** Null for an anonymous person. */
  readonly email: string | null;
  readonly isVerified: boolean;
  readonly hasPassword: boolean;
  readonly hasTwoFactor: boolean;
  /** The last choice of "Keep the sound" at Start. */
  readonly keepsSound: boolean;
  readonly createdAt: Date;
};

export async function readProfile(userId: string): Promise<Profile | null> {
  const user = await database().user.findUnique({
    where: { id: userId },
    include: { profile: true, terms: { orderBy: { written: "asc" } }, accounts: { select: { password: true } } },
  });
  if (!user) return null;
  const { profile } = user;
  const settings = {
    name: user.isAnonymous ? "" : user.name,
    interfaceLang: profile?.interfaceLang ?? null,
    sourceLang: profile?.sourceLang ?? null,
    targetLangs: profile?.targetLangs ?? [],
    retentionDays: profile?.retentionDays ?? null,
    soundDays: profile?.soundDays ?? null,
  };
  const terms = user.terms.map(({ written, heardAs }) => ({ written, heardAs: heardAs ?? [] }));
  return {
    settings: { ...ProfileSettings.parse(settings), terms },
    email: user.isAnonymous ? null : shownEmail(user.email),
    isVerified: user.emailVerified,
    hasPassword: user.accounts.some(({ password }) => password !== null),
    hasTwoFactor: user.twoFactorEnabled ?? false,
    keepsSound: profile?.keepsSound ?? false,
    createdAt: user.createdAt,
  };
}

export async function saveProfile(userId: string, settings: ProfileSettings): Promise<void> {
  const { name, terms, ...profile } = settings;
  await database().$transaction([
    database().user.updateMany({ where: { id: userId, isAnonymous: false }, data: { name } }),
    database().profile.upsert({ where: { userId }, create: { userId, ...profile }, update: profile }),
    ...(terms === undefined
      ? []
      : [
          database().term.deleteMany({ where: { userId } }),
          database().term.createMany({ data: terms.map((term) => ({ userId, ...term })) }),
        ]),
  ]);
}

/** Stores the choice of "Keep the sound" at Start, if it is another one. */
export async function rememberSoundChoice(userId: string, keepsSound: boolean): Promise<void> {
  if (keepsSound) {
    await database().profile.upsert({ where: { userId }, create: { userId, keepsSound }, update: { keepsSound } });
    return;
  }
  await database().profile.updateMany({ where: { userId, keepsSound: true }, data: { keepsSound } });
}
