import Document, { type DocumentContext, Head, Html, Main, NextScript } from "next/document";
import { siteAddress } from "../app/address/site-address";
import { linkPreview } from "../app/audience/link-preview";
import { direction } from "../app/format/direction";
import { readerLanguageOf } from "../app/wording/readers/reader-language";

type Props = { readonly nonce: string | undefined; readonly preview: ReturnType<typeof linkPreview> };

/** The HTML document. Its scripts carry the nonce of the request's content security policy (`proxy.ts`). */
export default class Frame extends Document<Props> {
  static override async getInitialProps(context: DocumentContext) {
    const initial = await Document.getInitialProps(context);
    const policy = context.req?.headers["content-security-policy"];
    const nonce = typeof policy === "string" ? /'nonce-([^']+)'/.exec(policy)?.[1] : undefined;
    // Not in the page's head: React would need the tags in the browser too.
    const headers = context.pathname === "/r/[token]" ? context.req?.headers : undefined;
    const preview = headers
      ? linkPreview(readerLanguageOf(headers.cookie, headers["accept-language"]), headers.host)
      : [];
    return { ...initial, nonce, preview };
  }

  override render() {
    const { nonce, preview } = this.props;
    const language: string = this.props.__NEXT_DATA__.props.pageProps?.texts?.language ?? "en";
    return (
      <Html lang={language} dir={direction(language)}>
        <Head nonce={nonce}>
          <link rel="icon" href={siteAddress("/icon.svg")} type="image/svg+xml" />
          <link rel="apple-touch-icon" href={siteAddress("/icon-180.png")} />
          <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
          <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1312" />
          <meta name="robots" content="noindex" />
          {preview.map(([property, content]) => (
            <meta key={property} property={property} content={content} />
          ))}
        </Head>
        <body>
          <Main />
          <NextScript nonce={nonce} />
        </body>
      </Html>
    );
  }
}
