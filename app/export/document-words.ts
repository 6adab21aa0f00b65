import { languagesOf } from "#export/languages";
import type { ExportedSession } from "#protocol/export";
import { spokenTitle } from "#protocol/spoken-title";
import { direction } from "../format/direction";
import { languageNames } from "../format/language";
import { longMoment, shortMoment } from "../format/moment";
import { translatorOf } from "../wording/chosen-wording";
import { FORMAT_LOCALES, type RequestWording } from "../wording/wording";

/**
 * The texts of an exported document besides the transcript, in the interface language of the request.
 * @param lang the translation of the file, which gives the title where the link does not show the original
 */
export function documentWords(
  exported: ExportedSession,
  { language, timeZone }: RequestWording,
  lang: string | undefined,
) {
  const { session, lines } = exported;
  const titleSpoken = spokenTitle(lines, (line) =>
    line.text === "" && lang !== undefined ? { lang, text: line.translations[lang] ?? "" } : line,
  );
  const { spoken, written } = languagesOf(exported);
  const t = translatorOf(language);
  const locale = FORMAT_LOCALES[language];
  const from = languageNames(spoken, locale, true);
  const fromTo =
    written.length === 0
      ? t("frame.captionsIn", { from })
      : t("frame.fromTo", { from, to: languageNames(written, locale) });
  return {
    title:
      session.title ||
      (titleSpoken?.text ?? t("frame.untitled", { when: shortMoment(session.createdAt, locale, timeZone) })),
    facts: `${longMoment(session.createdAt, locale, timeZone)} · ${fromTo}`,
    gap: (seconds: number) => t("live.gap", { seconds: String(seconds) }),
    notTranslated: t("live.notTranslated"),
    isRightToLeft: (lang: string) => direction(lang) === "rtl",
  };
}
