import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ExportChoice } from "#protocol/export";
import { readWholeSession } from "#store/segments/whole-session";
import { readOwnSession } from "../../../connection/read-own-session";
import { documentWords } from "../../../export/document-words";
import { PrintedTranscript } from "../../../export/printed-transcript";
import { requestWording, translator } from "../../../wording/request-wording";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Reads the session once for the page and its title, after the check that it is the person's own. */
const readPrinted = cache(async (id: string) => {
  await readOwnSession(id);
  return (await readWholeSession(id)) ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, wording, session] = await Promise.all([translator(), requestWording(), readPrinted((await params).id)]);
  return { title: t("export.printView", { title: documentWords(session, wording, undefined).title }) };
}

/** `GET /sessions/ID/print?lang=vi&original=1&times=1&speakers=1`: a session as paragraphs, to read and to print. */
export default async function Page({ params, searchParams }: Props) {
  const [session, wording] = await Promise.all([readPrinted((await params).id), requestWording()]);
  const asked = ExportChoice.safeParse({ ...(await searchParams), format: "txt" });
  const choice = asked.data ?? ExportChoice.parse({ format: "txt" });
  return <PrintedTranscript session={session} choice={choice} words={documentWords(session, wording, choice.lang)} />;
}
