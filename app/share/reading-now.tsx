"use client";

import { useTranslations } from "use-intl/react";
import type { Readers } from "#protocol/share";
import { ownLanguageName } from "../format/language";

/** The number of current readers, in total and by language. */
export function ReadingNow({ readers }: { readers: Readers | null }) {
  const t = useTranslations("share");
  if (!readers || readers.total === 0) return <p className="hint">{t("noReaders")}</p>;
  const perLang = Object.entries(readers.langs).sort(([, a], [, b]) => b - a);
  return (
    <div className="reading-now">
      <p className="count">
        <b className="num">{readers.total}</b>
        <span>{t("readingNow")}</span>
      </p>
      <ul className="per">
        {perLang.map(([lang, count]) => (
          <li key={lang}>
            {lang === "" ? <span>{t("originalOnly")}</span> : <span lang={lang}>{ownLanguageName(lang)}</span>}
            <svg className="share-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
              <rect width={Math.max(3, (count / readers.total) * 100)} height="6" rx="3" />
            </svg>
            <span className="num">{count}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
