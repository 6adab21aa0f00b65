import { languagesOf } from "#export/languages";
import type { ExportedSession } from "#protocol/export";
import { spokenTitle } from "#protocol/spoken-title";
import { direction } from "../format/direction";
import { languageNames } from "../format/language";
import { longMoment, shortMoment } from "../format/moment";
import { fillText } from "../wording/fill-text";
import { READER_LOCALES, READER_WORDING } from "../wording/readers/reader-wording";
import type { DocumentWording } from "./export-job";

/**
 * The texts of an exported document besides the transcript, in the interface language of the request.
 * @param lang the translation of the file, which gives the title where the link does not show the original
 */
export function documentTexts(
  exported: ExportedSession,
  { language, timeZone }: DocumentWording,
  lang: string | undefined,
) {
  const { session, lines } = exported;
  const titleSpoken = spokenTitle(lines, (line) =>
    line.text === "" && lang !== undefined ? { lang, text: line.translations[lang] ?? "" } : line,
  );
  const { spoken, written } = languagesOf(exported);
  const texts = READER_WORDING[language].transcript;
  const locale = READER_LOCALES[language];
  const t = (key: keyof typeof texts, values: Readonly<Record<string, string | number>> = {}) =>
    fillText(texts[key], values, locale);
  const from = languageNames(spoken, locale, true);
  const fromTo =
    written.length === 0 ? t("captionsIn", { from }) : t("fromTo", { from, to: languageNames(written, locale) });
  return {
    title:
      session.title || (titleSpoken?.text ?? t("untitled", { when: shortMoment(session.createdAt, locale, timeZone) })),
    facts: `${longMoment(session.createdAt, locale, timeZone)} · ${fromTo}`,
    gap: (seconds: number) => t("gap", { seconds }),
    pause: (time: string) => t("pause", { time }),
    notTranslated: t("notTranslated"),
    isRightToLeft: (lang: string) => direction(lang) === "rtl",
  };
}
