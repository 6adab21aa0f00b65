import { readWebEnv } from "#platform/env";
import { spokenLanguages, writtenLanguages } from "#protocol/languages";
import { languageNameWithRegion } from "../format/language";
import { FORMAT_LOCALES, type InterfaceLanguage } from "../wording/interface-languages";
import type { LanguageChoices } from "./language-choices";

type Presets = { readonly sourceLang: string | null; readonly targetLangs: readonly string[] };
const NOTHING_CHOSEN: Presets = { sourceLang: null, targetLangs: [] };

/** The languages that can be recognised, by name. Initial choice: the person's setting, else English. */
export function readLanguageChoices(
  language: InterfaceLanguage,
  presets = NOTHING_CHOSEN,
  env = readWebEnv(),
): LanguageChoices {
  const { STT_ENGINE, TRANSLATION_ENGINE: translator } = env;
  // A language that nothing translates can still be captioned.
  const named = spokenLanguages(STT_ENGINE)
    .map((lang) => ({ lang, name: languageNameWithRegion(lang, FORMAT_LOCALES[language]) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  const spoken = named.map(({ lang }) => lang);
  const wished = [presets.sourceLang, "en-US"].find((lang) => lang && spoken.includes(lang));
  const preferred = wished ?? spoken[0] ?? "";
  const written = writtenLanguages(translator, preferred);
  const targets = presets.targetLangs.filter((lang) => written.includes(lang));
  const names = Object.fromEntries(named.map(({ lang, name }) => [lang, name]));
  return { spoken, names, preferred, targets, translator };
}
