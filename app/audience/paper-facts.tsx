"use client";

import type { PublicView } from "#protocol/session";
import { longMoment } from "../format/moment";
import { useInterfaceLanguage, useTexts } from "../wording/use-texts";
import { useLanguageNames } from "./language-names";

/** The date and languages of a session, on paper only. @param lang the translation that is read */
export function PaperFacts({ session, lang }: { session: PublicView; lang: string | null }) {
  const t = useTexts("transcript");
  const locale = useInterfaceLanguage();
  const names = useLanguageNames([session.sourceLang, ...(lang === null ? [] : [lang])]);
  const from = names.in(session.sourceLang, locale);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <p className="on-paper num">
      {longMoment(session.createdAt, locale, timeZone)} ·{" "}
      {lang === null ? t("captionsIn", { from }) : t("fromTo", { from, to: names.in(lang, locale) })}
    </p>
  );
}
