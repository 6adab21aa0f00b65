import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { accountSettings } from "#access/account-settings";
import { userFrom } from "#access/signed-in-user";
import { listPasskeys } from "#store/people/passkeys";
import { readProfile } from "#store/people/profiles";
import { listSignIns } from "#store/people/sign-ins";
import { FORMAT_LOCALES } from "../../wording/interface-languages";
import { requestWording, translator } from "../../wording/request-wording";
import { AccountPage } from "../account-page";
import { EmailForm, PasswordForm } from "./credential-forms";
import { deviceName } from "./device-name";
import { Events } from "./events";
import { Passkeys } from "./passkeys";
import { SignIns } from "./sign-ins";
import { TwoFactor } from "./two-factor";

/** Characters of an address's hash that are shown: enough to tell places apart. */
const PLACE_LETTERS = 6;

/** The person's sign-ins, passkeys, password, email and two-step verification. */
export default async function SecurityPage() {
  const asking = await headers();
  const [t, { language, timeZone }, user] = await Promise.all([translator(), requestWording(), userFrom(asking)]);
  const profile = user && (await readProfile(user.id));
  if (!user || !profile) redirect("/account/sign-in");
  const time = new Intl.DateTimeFormat(FORMAT_LOCALES[language], { dateStyle: "medium", timeStyle: "short", timeZone });
  const signIns = (await listSignIns(user.id)).map(({ id, createdAt, lastVisit, addressHash, device, name }) => ({
    id,
    name,
    device: deviceName(device) || t("account.security.unknownDevice"),
    place: addressHash.slice(0, PLACE_LETTERS),
    began: time.format(createdAt),
    visited: time.format(lastVisit),
    isThis: id === user.authSessionId,
  }));
  const passkeys = (await listPasskeys(user.id)).map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    added: createdAt ? time.format(createdAt) : "",
    used: lastUsedAt && time.format(lastUsedAt),
  }));
  return (
    <AccountPage title={t("account.security.title")} lead={t("account.security.lead")}>
      <p className="account-ways">
        <Link href="/account">{t("account.title")}</Link>
      </p>
      <section>
        <h2>{t("account.security.signIns")}</h2>
        <p>{t("account.security.signInsHelp")}</p>
        <SignIns signIns={signIns} />
      </section>
      {profile.email !== null && (
        <section>
          <h2>{t("account.security.passkeys")}</h2>
          <p>{t("account.security.passkeysHelp")}</p>
          <Passkeys
            passkeys={passkeys}
            domain={accountSettings().passkeyDomain}
            hasPassword={profile.hasPassword}
            suggestedName={deviceName(asking.get("user-agent") ?? "")}
          />
        </section>
      )}
      {profile.email !== null && (
        <>
          <section id="password">
            <h2>{t("account.security.password")}</h2>
            <p>
              {profile.hasPassword
                ? t("account.security.passwordHelp")
                : t("account.security.noPassword", { email: profile.email })}
            </p>
            <PasswordForm isFirst={!profile.hasPassword} />
          </section>
          <section id="email">
            <h2>{t("account.security.email")}</h2>
            {profile.hasPassword ? <EmailForm /> : <p>{t("account.security.emailNeedsPassword")}</p>}
          </section>
        </>
      )}
      {profile.hasPassword && (
        <section>
          <h2>{t("account.security.twoFactor")}</h2>
          <p>{t("account.security.twoFactorHelp")}</p>
          <TwoFactor isOn={profile.hasTwoFactor} />
        </section>
      )}
      <section>
        <h2>{t("account.events.title")}</h2>
        <Events userId={user.id} />
      </section>
    </AccountPage>
  );
}
