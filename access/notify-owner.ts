import { signInWaysChangedLetter } from "#mail/letters";
import { readProfile } from "#store/people/profiles";
import { accountSettings } from "./account-settings";

/** Writes to the owner of an account that a way to sign in was added or removed. */
export async function notifyOwner(userId: string): Promise<void> {
  const profile = await readProfile(userId);
  const { mail, link } = accountSettings();
  // An address that was never proved may be a stranger's.
  if (profile?.email && profile.isVerified) mail?.(signInWaysChangedLetter(profile.email, link("/account/security")));
}
