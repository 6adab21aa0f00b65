import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { userFrom } from "#access/signed-in-user";
import { readWebEnv } from "#platform/env";
import { isAdministrator } from "#store/people/administrators";
import { readProfile } from "#store/people/profiles";
import { soundBytesOf } from "#store/sound/sound-state";
import { siteAddress } from "../address/site-address";
import { readLanguageChoices } from "../languages/read-language-choices";
import { requestWording, translator } from "../wording/request-wording";
import { AccountPage } from "./account-page";
import { DeleteAccount } from "./delete-account";
import { ProfileForm } from "./profile-form";
import { SignOutButton } from "./sign-out-button";

const MEGABYTE = 1_000_000;

/** The person's account: identity, settings, data and deletion. */
export default async function ProfilePage() {
  const [t, { language }, user] = await Promise.all([translator(), requestWording(), headers().then(userFrom)]);
  const profile = user && (await readProfile(user.id));
  if (!user || !profile) redirect("/account/sign-in");
  const languageChoices = readLanguageChoices(language, profile.settings);
  const { email } = profile;
  const env = readWebEnv();
  const soundBytes = await soundBytesOf(user.id);
  return (
    <AccountPage
      title={email ? t("account.title") : t("account.anonymousTitle")}
      lead={email ? t("account.signedInAs", { email }) : t("account.anonymousHelp")}
    >
      <p className="account-ways">
        {!email && <Link href="/account/create">{t("account.create")}</Link>}
        {!email && <Link href="/account/sign-in">{t("account.haveAccount")}</Link>}
        <Link href="/account/security">{t("account.security.title")}</Link>
        {profile.hasPassword && (
          <>
            <Link href="/account/security#password">{t("account.security.changePassword")}</Link>
            <Link href="/account/security#email">{t("account.security.changeEmail")}</Link>
          </>
        )}
        <SignOutButton isAnonymous={email === null} />
        {(await isAdministrator(user.id)) && <Link href="/admin">{t("account.admin.title")}</Link>}
      </p>
      <section>
        <h2>{t("account.settings")}</h2>
        <ProfileForm
          settings={profile.settings}
          languageChoices={languageChoices}
          hasName={email !== null}
          hasSound={env.KEEP_SOUND !== "never"}
        />
      </section>
      <section>
        <h2>{t("account.data")}</h2>
        <p>{t("account.dataHelp")}</p>
        {soundBytes > 0 && (
          <p>
            {t("account.soundStored", {
              megabytes: String(Math.ceil(soundBytes / MEGABYTE)),
              most: String(env.SOUND_MEGABYTES_PER_USER),
            })}
          </p>
        )}
        <a className="btn" href={siteAddress("/account/data")}>
          {t("account.download")}
        </a>
        <p className="id">{t("account.userId", { id: user.id })}</p>
      </section>
      <section>
        <h2>{t("account.deleteTitle")}</h2>
        <p>{t("account.deleteHelp")}</p>
        <DeleteAccount hasPassword={profile.hasPassword} />
      </section>
    </AccountPage>
  );
}
