import { GOOGLE_SPOKEN, GOOGLE_WRITTEN, googleWritten } from "./google-languages";

/** What the engines can hear and write. */
export const STT_ENGINES = ["pocketsphinx", "google"] as const;
export const TRANSLATION_ENGINES = ["apertium", "google"] as const;
export type SttEngineName = (typeof STT_ENGINES)[number];
export type TranslationEngineName = (typeof TRANSLATION_ENGINES)[number];

const SPOKEN: Record<SttEngineName, readonly string[]> = { pocketsphinx: ["en-US"], google: GOOGLE_SPOKEN };

/** Apertium's directions, by the spoken language's primary subtag. */
const APERTIUM: Readonly<Record<string, readonly string[]>> = { en: ["es", "ca"] };

/** Languages people ask for that no local engine can do: they are named, with the way to get them. */
export const NEEDS_GOOGLE = ["vi", "ar", "zh", "fr", "de", "ja", "ko", "pt"] as const;

/** What is offered first, where it can be written. */
const PREFERRED = ["vi", "en"] as const;

/** The languages that a recogniser of this name hears, as BCP 47 tags. */
export function spokenLanguages(engine: SttEngineName): readonly string[] {
  return SPOKEN[engine];
}

/** The languages into which a translator of this name writes what was spoken in `sourceLang`. */
export function writtenLanguages(engine: TranslationEngineName, sourceLang: string): readonly string[] {
  if (engine === "apertium") return APERTIUM[primarySubtag(sourceLang)] ?? [];
  const source = googleWritten(sourceLang);
  return source === null ? [] : GOOGLE_WRITTEN.filter((lang) => lang !== source);
}

/** The one of `written` that is chosen before anybody chooses. */
export function preferredLanguage(written: readonly string[]): string | undefined {
  return PREFERRED.find((lang) => written.includes(lang)) ?? written[0];
}

export function primarySubtag(lang: string): string {
  return lang.split("-", 1)[0] ?? lang;
}
