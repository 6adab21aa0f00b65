import Link from "next/link";
import { translator } from "../wording/request-wording";
import type { HistoryQuery } from "./query";

/** Says that no session matches, and offers to clear the filters. */
export async function NothingFound({ query }: { query: HistoryQuery }) {
  const t = await translator();
  return (
    <div className="empty">
      <p className="translation">{query.q ? t("history.nothing", { words: query.q }) : t("history.nothingFits")}</p>
      <p>{t("history.nothingHelp")}</p>
      <Link className="btn" href="/sessions">
        {t("history.clear")}
      </Link>
    </div>
  );
}
