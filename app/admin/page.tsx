import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { userFrom } from "#access/user";
import { isAdministrator } from "#store/administrators";
import { Events } from "../account/security/events";
import { Foot, TopBar } from "../frame/top-bar";
import { translator } from "../wording/request-wording";
import { OverviewView } from "./overview-view";

/** What runs now. For everybody else there is no such page. */
export default async function AdminPage() {
  const user = await userFrom(await headers());
  const t = await translator();
  if (!user || !(await isAdministrator(user.id))) notFound();
  return (
    <>
      <TopBar />
      <OverviewView />
      <section className="page admin">
        <h2>{t("account.events.title")}</h2>
        <Events />
      </section>
      <Foot />
    </>
  );
}
