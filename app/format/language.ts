import { primarySubtag } from "#protocol/language-tag";
import { RARE_LANGUAGES } from "./rare-languages";

/** Regional variants that are languages of their own here: their names keep the region. */
const REGIONAL = new Set(["fr-CA", "pt-PT"]);

/** Google names a region where it means a script. */
const BY_SCRIPT: Readonly<Record<string, string>> = {
  "zh-CN": "zh-Hans",
  "zh-TW": "zh-Hant",
  "cmn-Hans-CN": "zh-Hans",
  "cmn-Hant-TW": "zh-Hant",
};

/** A language by its name in `locale`, without its region: `English`, `Tiếng Anh`. */
export function languageName(tag: string, locale: string): string {
  return capital(nameOf(withoutRegion(tag), locale), locale);
}

/** The same inside a sentence: `English`, `tiếng Anh`. */
export function languageNameInside(tag: string, locale: string): string {
  const name = nameOf(withoutRegion(tag), locale);
  return primarySubtag(locale) === "vi" ? name.replace(/^Tiếng /, "tiếng ") : name;
}

/** Names separated by commas: `English, Vietnamese`; inside a sentence unless `startsSentence`. */
export function languageNames(tags: readonly string[], locale: string, startsSentence = false): string {
  return namesFrom(tags, locale, startsSentence).join(", ");
}

/** With its region: `English (United States)`. */
export function languageNameWithRegion(tag: string, locale: string): string {
  return capital(nameOf(tag, locale), locale);
}

/** A language in its own words: `Español`, `Tiếng Việt`. */
export function ownLanguageName(tag: string): string {
  const shown = BY_SCRIPT[tag] ?? tag;
  return capital(RARE_LANGUAGES[shown]?.[0] ?? nameOf(shown, shown), shown);
}

/** The same without its region: `English`, also for `en-US`. */
export function ownNameWithoutRegion(tag: string): string {
  return ownLanguageName(withoutRegion(tag));
}

/** Names as the start of a sentence lists them: `Vietnamese, Arabic and Chinese`. */
export function languageList(tags: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(namesFrom(tags, locale, true));
}

function namesFrom(tags: readonly string[], locale: string, startsSentence: boolean): string[] {
  return tags.map((tag, at) =>
    startsSentence && at === 0 ? languageName(tag, locale) : languageNameInside(tag, locale),
  );
}

function withoutRegion(tag: string): string {
  if (REGIONAL.has(tag)) return tag;
  const script = /^[a-z]+-[A-Z][a-z]{3}$/.exec(tag)?.[0];
  return BY_SCRIPT[tag] ?? script ?? primarySubtag(tag);
}

function nameOf(tag: string, locale: string): string {
  const rare = RARE_LANGUAGES[tag];
  if (rare && primarySubtag(locale) === "en") return rare[1];
  if (rare && primarySubtag(locale) === "vi") return rare[2];
  return new Intl.DisplayNames(locale, { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
}

function capital(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
