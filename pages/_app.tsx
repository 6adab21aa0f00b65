import "@fontsource-variable/inter/wght.css";
import "../app/styles.css";
import type { AppProps } from "next/app";

/** Only the audience's page is drawn this way: see ARCHITECTURE.md, 2026-11-24. */
export default function Pages({ Component, pageProps }: AppProps) {
  return <Component {...pageProps} />;
}
