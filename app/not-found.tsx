import Link from "next/link";
import { Foot, TopBar } from "./frame/top-bar";
import { translator } from "./wording/request-wording";

/** The same page for a missing, a deleted and another person's session, so that it reveals nothing. */
export default async function NotFound() {
  const t = await translator();
  return (
    <>
      <TopBar />
      <main id="content" className="page plain" tabIndex={-1}>
        <h1>{t("missing.title")}</h1>
        <p>{t("missing.help")}</p>
        <Link className="btn btn-ink" href="/">
          {t("missing.home")}
        </Link>
      </main>
      <Foot />
    </>
  );
}
