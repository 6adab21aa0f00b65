import { accountSettings } from "#access/account-settings";
import { listAllowed, listInvitations } from "#store/people/invitations";
import { Notice } from "../../frame/notice";
import { Foot, TopBar } from "../../frame/top-bar";
import { translator } from "../../wording/request-wording";
import { AdminNav } from "../admin-nav";
import { administratorOrNotFound } from "../ask-administrator";
import { Allowed } from "./allowed";
import { Invitations } from "./invitations";

/** Invitations and allowed addresses, which apply with ACCESS=invited. */
export default async function AccessPage() {
  await administratorOrNotFound();
  const [t, invitations, allowed] = await Promise.all([translator(), listInvitations(), listAllowed()]);
  const { access, mail, hasGoogle } = accountSettings();
  return (
    <>
      <TopBar />
      <main id="content" className="page admin" tabIndex={-1}>
        <AdminNav page="access" />
        <h1>{t("account.admission.title")}</h1>
        <p>{t(`account.admission.${access}`)}</p>
        <section>
          <h2>{t("account.admission.invitations")}</h2>
          <p>{t("account.admission.invitationsHelp")}</p>
          <Invitations
            invitations={invitations.map(({ expiresAt, ...one }) => ({ ...one, expiresAt: expiresAt.toISOString() }))}
          />
        </section>
        <section>
          <h2>{t("account.admission.allowed")}</h2>
          <p>{t("account.admission.allowedHelp")}</p>
          {!mail && !hasGoogle && <Notice look="late" title={t("account.admission.unprovable")} />}
          <Allowed patterns={allowed} />
        </section>
      </main>
      <Foot />
    </>
  );
}
