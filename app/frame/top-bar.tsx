import Link from "next/link";
import { requestWording, translator } from "../wording/request-wording";
import { Brand, Glyph } from "./glyph";
import { LanguageSwitch } from "./language-switch";

/** The header of every page except the live one. `page`: the current page, if the bar links to it. */
export async function TopBar({ page }: { page?: "speak" | "sessions" }) {
  const t = await translator();
  const { language } = await requestWording();
  return (
    <>
      <a className="skip" href="#content">
        {t("frame.skip")}
      </a>
      <header className="top">
        <Link className="brand" href="/">
          <Brand />
          {t("frame.name")}
        </Link>
        <nav aria-label={t("frame.main")}>
          <Link href="/" aria-current={page === "speak" ? "page" : undefined}>
            {t("frame.speak")}
          </Link>
          <Link href="/sessions" aria-current={page === "sessions" ? "page" : undefined}>
            {t("frame.sessions")}
          </Link>
        </nav>
        <div className="top-end">
          <LanguageSwitch language={language} label={t("account.language")} />
          <Link className="btn btn-icon" href="/account" aria-label={t("account.enter")} title={t("account.enter")}>
            <Glyph name="person" />
          </Link>
        </div>
      </header>
    </>
  );
}

/** The footer with the language switch, for widths at which the top bar has no room for it. */
export async function Foot() {
  const [t, { language }] = await Promise.all([translator(), requestWording()]);
  return (
    <footer className="foot">
      <LanguageSwitch language={language} label={t("account.language")} />
    </footer>
  );
}
