import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { accountSettings } from "#access/account-settings";
import { userFrom } from "#access/signed-in-user";
import { translator } from "../../wording/request-wording";
import { AccountPage } from "../account-page";
import { CreateForm } from "./create-form";

export default async function CreatePage() {
  const [t, user] = await Promise.all([translator(), headers().then(userFrom)]);
  if (user && !user.isAnonymous) redirect("/account");
  const { hasGoogle } = accountSettings();
  return (
    <AccountPage title={t("account.createTitle")} lead={t("account.createHelp")}>
      <CreateForm isKnown={user !== null} hasGoogle={hasGoogle} />
      <p className="account-ways">
        <Link href="/account/sign-in">{t("account.haveAccount")}</Link>
      </p>
    </AccountPage>
  );
}
