import { useLocale, useTranslations } from "use-intl/react";
import { languageNameInside } from "../format/language";
import { Notice } from "../frame/notice";

/** Tells the speaker that nothing is written, because the engine takes the speech for another language. */
export function LanguageNotice({ lang }: { lang: string }) {
  const t = useTranslations("live");
  const language = languageNameInside(lang, useLocale());
  return (
    <Notice look="late" title={t("otherLanguage", { language })}>
      {t("otherLanguageHelp", { language })}
    </Notice>
  );
}
