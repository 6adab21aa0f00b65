import { Events } from "../account/security/events";
import { Foot, TopBar } from "../frame/top-bar";
import { translator } from "../wording/request-wording";
import { AdminNav } from "./admin-nav";
import { administratorOrNotFound } from "./ask-administrator";
import { OverviewView } from "./overview-view";

/** The system status and the audit log. */
export default async function AdminPage() {
  await administratorOrNotFound();
  const t = await translator();
  return (
    <>
      <TopBar />
      <main id="content" className="page admin" tabIndex={-1}>
        <AdminNav page="overview" />
        <OverviewView />
        <section>
          <h2>{t("account.events.title")}</h2>
          <Events />
        </section>
      </main>
      <Foot />
    </>
  );
}
