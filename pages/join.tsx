import type { GetServerSideProps } from "next";
import Head from "next/head";
import { ADDRESS_HEADER } from "#access/address";
import { joinByCode } from "#access/links/join-by-code";
import { PlainPage } from "../app/audience/plain-page";
import { JoinForm } from "../app/join/join-form";
import { readerLanguageOf } from "../app/wording/readers/reader-language";
import type { ReaderLanguage } from "../app/wording/readers/reader-languages";
import { READER_WORDING, type ReaderWording } from "../app/wording/readers/reader-wording";

/** The part of a typed code that is read, in UTF-16 units: more than any code has, in any spelling. */
const MOST_TYPED = 40;

type Props = {
  readonly texts: { readonly language: ReaderLanguage; readonly texts: ReaderWording["join"] };
  readonly typed: string;
  readonly wrong: "wrong" | "throttled" | null;
};

/** Asks for a short code, in the reader's language. */
export default function JoinPage({ texts: { texts }, typed, wrong }: Props) {
  return (
    <PlainPage>
      <Head>
        <title>{`${texts.title} · Interline`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      </Head>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <JoinForm texts={texts} typed={typed} wrong={wrong && texts[wrong]} />
    </PlainPage>
  );
}

/** Leads to the link of a short code: `/join?code=k7m-4qp`, or `/k7m-4qp` (next.config.ts). Without one it asks for it. */
export const getServerSideProps: GetServerSideProps<Props> = async ({ req: { headers }, query: { code } }) => {
  const typed = typeof code === "string" ? code.slice(0, MOST_TYPED).trim() : "";
  const joining = typed === "" ? null : await joinByCode(typed, String(headers[ADDRESS_HEADER] ?? ""));
  if (joining?.kind === "found") return { redirect: { destination: `/r/${joining.token}`, permanent: false } };
  const language = readerLanguageOf(headers.cookie, headers["accept-language"]);
  return {
    props: { texts: { language, texts: READER_WORDING[language].join }, typed, wrong: joining?.kind ?? null },
  };
};
