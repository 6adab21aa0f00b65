import type { Transcript } from "#protocol/reduce";
import { earlierIn } from "#protocol/session-languages";

type Translations = Transcript["translations"];

/** The languages that a session is written in no more, but can be read in as far as it was. */
export function earlierLanguages(translations: Translations, targetLangs: readonly string[]): string[] {
  const langs = new Set<string>();
  for (const { lang } of translations.values()) langs.add(lang);
  return earlierIn(langs, targetLangs);
}

/** What a session is written in still, and can be corrected. The same map where that is all of it. */
export function writtenTranslations(translations: Translations, targetLangs: readonly string[]): Translations {
  const written = [...translations].filter(([, { lang }]) => targetLangs.includes(lang));
  return written.length === translations.size ? translations : new Map(written);
}
