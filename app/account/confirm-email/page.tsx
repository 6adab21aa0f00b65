import { notFound } from "next/navigation";
import { translator } from "../../wording/request-wording";
import { AccountPage } from "../account-page";
import { ConfirmForm } from "../confirm/confirm-form";

export default async function ConfirmEmailPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const [t, { token }] = await Promise.all([translator(), searchParams]);
  if (typeof token !== "string") notFound();
  return (
    <AccountPage title={t("account.confirmTitle")} lead={t("account.security.confirmEmailHelp")}>
      <ConfirmForm token={token} what="confirm-email" />
    </AccountPage>
  );
}
