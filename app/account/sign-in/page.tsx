import Link from "next/link";
import { accountSettings } from "#access/account-settings";
import { translator } from "../../wording/request-wording";
import { AccountPage } from "../account-page";
import { SignInForm } from "./sign-in-form";

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const [t, { error }] = await Promise.all([translator(), searchParams]);
  const { hasGoogle, passkeyDomain } = accountSettings();
  return (
    <AccountPage title={t("account.signInTitle")} lead={t("account.signInHelp")}>
      {error !== undefined && (
        <p className="wrong">{t(error === "blocked" ? "account.blocked" : "account.googleFailed")}</p>
      )}
      <SignInForm hasGoogle={hasGoogle} passkeyDomain={passkeyDomain} />
      <p className="account-ways">
        <Link href="/account/create">{t("account.noAccount")}</Link>
        <Link href="/account/reset">{t("account.forgot")}</Link>
      </p>
    </AccountPage>
  );
}
