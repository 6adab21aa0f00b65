import type { Transcript } from "#protocol/reduce";
import { earlierIn } from "#protocol/session-languages";

type Translations = Transcript["translations"];

/** Languages that are no longer target languages of a session but in which it has translations. */
export function earlierLanguages(translations: Translations, targetLangs: readonly string[]): string[] {
  const langs = new Set<string>();
  for (const { lang } of translations.values()) langs.add(lang);
  return earlierIn(langs, targetLangs);
}

/** The translations into present target languages, which can be corrected. The same map if that is all of them. */
export function presentTranslations(translations: Translations, targetLangs: readonly string[]): Translations {
  const present = [...translations].filter(([, { lang }]) => targetLangs.includes(lang));
  return present.length === translations.size ? translations : new Map(present);
}
