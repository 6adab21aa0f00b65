import Link from "next/link";
import { Foot, TopBar } from "./frame/top-bar";
import { translator } from "./wording/request-wording";

/** Not there, deleted, or someone else's: nobody can tell which. */
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
