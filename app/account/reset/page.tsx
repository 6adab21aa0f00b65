import Link from "next/link";
import { accountSettings } from "#access/account-settings";
import { translator } from "../../wording/request-wording";
import { AccountPage } from "../account-page";
import { LetterForm, NewPasswordForm, RecoverForm } from "./reset-forms";

export default async function ResetPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const [t, { token }] = await Promise.all([translator(), searchParams]);
  const byMail = accountSettings().mail !== null;
  const hasLetter = typeof token === "string";
  const lead = hasLetter ? undefined : t(byMail ? "account.resetHelpMail" : "account.resetHelpCode");
  return (
    <AccountPage title={t("account.resetTitle")} {...(lead && { lead })}>
      {hasLetter ? <NewPasswordForm token={token} /> : byMail ? <LetterForm /> : <RecoverForm />}
      <p className="account-ways">
        <Link href="/account/sign-in">{t("account.signIn")}</Link>
      </p>
    </AccountPage>
  );
}
