import "@fontsource-variable/inter/wght.css";
// The browser loads the files of this font only where a reader has chosen it.
import "@fontsource-variable/lexend/wght.css";
import "../app/styles.css";
import type { AppProps } from "next/app";

/** Only the page of readers uses the Pages Router: see docs/decisions/0017-the-page-of-readers-goes-through-nexts-pages-router.md. */
export default function Pages({ Component, pageProps }: AppProps) {
  return <Component {...pageProps} />;
}
