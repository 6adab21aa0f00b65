import type { Metadata } from "next";
import { spokenTitle } from "#protocol/spoken-title";
import { ownerOfSession, readOwnSession } from "../../connection/read-own-session";
import { readLanguageChoices } from "../../languages/read-language-choices";
import { OfflineReady } from "../../offline/offline-ready";
import { requestWording, translator } from "../../wording/request-wording";
import { LivePage } from "../live-page";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { session, segments }] = await Promise.all([translator(), readOwnSession((await params).id)]);
  return { title: session.title || (spokenTitle(segments)?.text ?? t("state.live")) };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  const [initial, { language }, owner] = await Promise.all([readOwnSession(id), requestWording(), ownerOfSession(id)]);
  return (
    <>
      <LivePage initial={initial} person={owner.id} languageChoices={readLanguageChoices(language)} />
      <OfflineReady />
    </>
  );
}
