import { siteAddress } from "./address/site-address";
import "@fontsource-variable/inter/wght.css";
import "./styles.css";
import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { requestWording, translator } from "./wording/request-wording";
import { WordingProvider } from "./wording/wording-provider";

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator();
  return {
    title: { template: `%s · ${t("frame.name")}`, default: `${t("frame.name")}: ${t("start.title")}` },
    description: t("frame.description"),
    icons: { icon: [{ url: siteAddress("/icon.svg"), type: "image/svg+xml" }], apple: siteAddress("/icon-180.png") },
    robots: { index: false },
  };
}

export const viewport: Viewport = {
  viewportFit: "cover",
  // A keyboard on the screen covers no buttons: the page becomes lower.
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1312" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  await connection();
  const { language, timeZone } = await requestWording();
  return (
    <html lang={language}>
      <body>
        <WordingProvider language={language} timeZone={timeZone}>
          {children}
        </WordingProvider>
      </body>
    </html>
  );
}
