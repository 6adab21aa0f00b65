import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { ADDRESS_HEADER } from "#access/address";
import { joinByCode } from "#access/links/join-by-code";
import { AccountPage } from "../account/account-page";
import { translator } from "../wording/request-wording";
import { JoinForm } from "./join-form";

/** More than any code, in any spelling. */
const MOST_TYPED = 40;

/** Leads to the link of a short code: `/join?code=k7m-4qp`, or `/k7m-4qp` (next.config.ts). Without one it asks for it. */
export default async function JoinPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const [t, asking, { code }] = await Promise.all([translator(), headers(), searchParams]);
  const typed = typeof code === "string" ? code.slice(0, MOST_TYPED).trim() : "";
  const joining = typed === "" ? null : await joinByCode(typed, asking.get(ADDRESS_HEADER) ?? "");
  if (joining?.kind === "found") redirect(`/r/${joining.token}`);
  return (
    <AccountPage title={t("join.title")} lead={t("join.lead")}>
      <JoinForm typed={typed} wrong={joining && t(`join.${joining.kind}`)} />
    </AccountPage>
  );
}
