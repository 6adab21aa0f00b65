import type { Metadata } from "next";
import { Foot, TopBar } from "../../frame/top-bar";
import { readOwnSession } from "../../session/read-own-session";
import { translator } from "../../wording/request-wording";
import { SessionPage } from "../session-page";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { session }] = await Promise.all([translator(), readOwnSession((await params).id)]);
  return { title: session.title || t("history.title") };
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
