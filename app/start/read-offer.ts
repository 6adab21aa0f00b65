import { readWebEnv } from "#platform/env";
import { spokenLanguages, writtenLanguages } from "#protocol/languages";
import { languageNameWithRegion } from "../format/language";
import { FORMAT_LOCALES, type InterfaceLanguage } from "../wording/wording";
import type { Offer } from "./offer";

/** Only what can be both heard and written, by its name; English first chosen, for nobody has said anything yet. */
export function readOffer(language: InterfaceLanguage): Offer {
  const { STT_ENGINE, TRANSLATION_ENGINE: translator } = readWebEnv();
  const named = spokenLanguages(STT_ENGINE)
    .filter((lang) => writtenLanguages(translator, lang).length > 0)
    .map((lang) => ({ lang, name: languageNameWithRegion(lang, FORMAT_LOCALES[language]) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  const spoken = named.map(({ lang }) => lang);
  const preferred = spoken.includes("en-US") ? "en-US" : (spoken[0] ?? "");
  return { spoken, names: Object.fromEntries(named.map(({ lang, name }) => [lang, name])), preferred, translator };
}
