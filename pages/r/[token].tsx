import type { GetServerSideProps } from "next";
import Head from "next/head";
import type { ComponentProps } from "react";
import { chooseInterfaceLanguage } from "#app/wording/interface-language";
import { AudiencePage } from "../../app/audience/audience-page";
import { LANGUAGE_COOKIE, WORDING, type Wording } from "../../app/wording/wording";

type Props = ComponentProps<typeof AudiencePage>;

/** Rendered without looking up the link: unknown, expired and revoked links give the same page. */
export default function ReaderPage(props: Props) {
  return (
    <>
      <Head>
        <title>{String(props.words[props.language].texts.audience?.untitled)}</title>
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
      </Head>
      <AudiencePage {...props} />
    </>
  );
}

export const getServerSideProps: GetServerSideProps<Props> = async ({ params, req }) => {
  const language = chooseInterfaceLanguage(req.cookies[LANGUAGE_COOKIE], req.headers["accept-language"] ?? null);
  const words = { en: wordsOf("en"), vi: wordsOf("vi") };
  return { props: { token: String(params?.token), language, words } };
};

/** Sent as data, not in a script bundle, and only the sections that this page uses. */
function wordsOf(language: keyof typeof WORDING) {
  const { audience, live, keyboard }: Wording = WORDING[language];
  return { language, texts: { audience, live, keyboard } };
}
