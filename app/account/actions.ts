"use server";

import { refresh } from "next/cache";
import { cookies, headers } from "next/headers";
import { userFrom } from "#access/signed-in-user";
import { ProfileSettings } from "#protocol/profile";
import { readProfile, saveProfile } from "#store/people/profiles";
import { rememberInterfaceLanguage } from "../wording/remember-interface-language";

/** Saves the settings of the person. @returns whether they were saved */
export async function save(request: unknown): Promise<boolean> {
  const settings = ProfileSettings.safeParse(request);
  const user = await userFrom(await headers());
  if (!settings.success || !user) return false;
  await saveProfile(user.id, settings.data);
  rememberInterfaceLanguage(await cookies(), settings.data.interfaceLang);
  refresh();
  return true;
}

/** After signing in: applies the interface language of the account to this browser. */
export async function bringOwnLanguage(): Promise<void> {
  const user = await userFrom(await headers());
  const profile = user && (await readProfile(user.id));
  if (profile?.settings.interfaceLang) rememberInterfaceLanguage(await cookies(), profile.settings.interfaceLang);
}
