import type { GetServerSideProps } from "next";
import Head from "next/head";
import type { ComponentProps } from "react";
import { AudiencePage } from "../../app/audience/audience-page";
import { readerLanguageOf } from "../../app/wording/readers/reader-language";
import { readerTexts } from "../../app/wording/readers/reader-wording";

type Props = ComponentProps<typeof AudiencePage>;

/** Rendered without looking up the link: unknown, expired and revoked links give the same page. */
export default function ReaderPage(props: Props) {
  return (
    <>
      <Head>
        <title>{String(props.texts.texts.audience?.untitled)}</title>
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
      </Head>
      <AudiencePage {...props} />
    </>
  );
}

/** The texts are sent as data, not in a script bundle: those of one language. */
export const getServerSideProps: GetServerSideProps<Props> = async ({ params, req: { headers } }) => {
  const texts = readerTexts(readerLanguageOf(headers.cookie, headers["accept-language"]));
  return { props: { token: String(params?.token), texts } };
};
