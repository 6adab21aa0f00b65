import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { userFrom } from "#access/user";
import { isAdministrator } from "#store/administrators";
import { Foot, TopBar } from "../frame/top-bar";
import { OverviewView } from "./overview-view";

/** What runs now. For everybody else there is no such page. */
export default async function AdminPage() {
  const user = await userFrom(await headers());
  if (!user || !(await isAdministrator(user.id))) notFound();
  return (
    <>
      <TopBar />
      <OverviewView />
      <Foot />
    </>
  );
}
