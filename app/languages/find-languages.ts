import { languageName, ownLanguageName } from "../format/language";

export type FoundLanguage = { readonly lang: string; readonly own: string; readonly name: string };

/** Languages sorted by name, in the order of the interface language. */
export function namedLanguages(tags: readonly string[], locale: string): FoundLanguage[] {
  return tags
    .map((lang) => ({ lang, own: ownLanguageName(lang), name: languageName(lang, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** The languages whose native name, name or tag contains the typed text, ignoring accents and case; prefixes first. */
export function findLanguages(languages: readonly FoundLanguage[], typed: string): readonly FoundLanguage[] {
  const wanted = plain(typed.trim());
  if (wanted === "") return languages;
  const ranked = languages.map((language) => ({ language, rank: rankOf(language, wanted) }));
  return ranked
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map(({ language }) => language);
}

function rankOf({ lang, own, name }: FoundLanguage, wanted: string): number {
  const texts = [plain(name), plain(own)];
  if (lang.toLowerCase() === wanted || texts.some((text) => text.startsWith(wanted))) return 0;
  if (texts.some((text) => text.split(/[\s()]+/).some((word) => word.startsWith(wanted)))) return 1;
  return texts.some((text) => text.includes(wanted)) ? 2 : Number.POSITIVE_INFINITY;
}

/** `Đ` does not decompose into `D` and a mark, but people type `d`. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d");
}
