import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { limits, retryAfter } from "#access/limits";
import { ExportChoice } from "#protocol/export";
import { readWholeSession } from "#store/segments/whole-session";
import { ownerOfSession } from "../../../connection/read-own-session";
import { documentTexts } from "../../../export/document-texts";
import { PrintedTranscript } from "../../../export/printed-transcript";
import { requestWording, translator } from "../../../wording/request-wording";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/**
 * Reads the session once for the page and its title, after the check that it is the person's own. Counted as a file is,
 * though it reads no word times: this thread serves speakers too.
 * @returns the seconds to wait where the person took too many
 */
const readPrinted = cache(async (id: string) => {
  const owner = await ownerOfSession(id);
  const reached = await limits().takeFile("user", owner.id);
  if (reached) return Number(retryAfter(reached)["Retry-After"]);
  return (await readWholeSession(id, { withWords: false })) ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, wording, session] = await Promise.all([translator(), requestWording(), readPrinted((await params).id)]);
  if (typeof session === "number") return {};
  return { title: t("export.printView", { title: documentTexts(session, wording, undefined).title }) };
}

/** `GET /sessions/ID/print?lang=vi&original=1&times=1&speakers=1`: a session as paragraphs, to read and to print. */
export default async function Page({ params, searchParams }: Props) {
  const [session, wording] = await Promise.all([readPrinted((await params).id), requestWording()]);
  if (typeof session === "number") {
    const t = await translator();
    return <p role="alert">{t("export.tooMany", { seconds: String(session) })}</p>;
  }
  const asked = ExportChoice.safeParse({ ...(await searchParams), format: "txt" });
  const choice = asked.data ?? ExportChoice.parse({ format: "txt" });
  return <PrintedTranscript session={session} choice={choice} texts={documentTexts(session, wording, choice.lang)} />;
}
