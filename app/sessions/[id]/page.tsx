import type { Metadata } from "next";
import { spokenTitle } from "#protocol/spoken-title";
import { readOwnSession } from "../../connection/read-own-session";
import { Foot, TopBar } from "../../frame/top-bar";
import { SessionPage } from "../../past-session/session-page";
import { translator } from "../../wording/request-wording";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { session, segments }] = await Promise.all([translator(), readOwnSession((await params).id)]);
  return { title: session.title || (spokenTitle(segments)?.text ?? t("history.title")) };
}

export default async function Page({ params }: Props) {
  const changes = await readOwnSession((await params).id);
  return (
    <>
      <TopBar />
      <SessionPage initial={changes} />
      <Foot />
    </>
  );
}
