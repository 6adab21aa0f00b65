import { headers } from "next/headers";
import { userFrom } from "#access/signed-in-user";
import { AccountPage } from "../account/account-page";
import { translator } from "../wording/request-wording";
import { AcceptForm } from "./accept-form";

/** The page of an invitation. It is the same for every token: only accepting checks the token. */
export default async function InvitationPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const [t, user, { token }] = await Promise.all([translator(), headers().then(userFrom), searchParams]);
  return (
    <AccountPage title={t("account.invitation.title")} lead={t("account.invitation.lead")}>
      <AcceptForm
        token={typeof token === "string" ? token : ""}
        visitor={user === null ? "signed-out" : user.isAnonymous ? "anonymous" : "account"}
      />
    </AccountPage>
  );
}
