import type { Metadata } from "next";
import { spokenTitle } from "#protocol/spoken-title";
import { readOwnSession } from "../../connection/read-own-session";
import { readLanguageChoices } from "../../languages/read-language-choices";
import { requestWording, translator } from "../../wording/request-wording";
import { LivePage } from "../live-page";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { session, segments }] = await Promise.all([translator(), readOwnSession((await params).id)]);
  return { title: session.title || (spokenTitle(segments)?.text ?? t("state.live")) };
}

export default async function Page({ params }: Props) {
  const [initial, { language }] = await Promise.all([readOwnSession((await params).id), requestWording()]);
  return <LivePage initial={initial} languageChoices={readLanguageChoices(language)} />;
}
