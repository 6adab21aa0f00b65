import type { SttEngineName, TranslationEngineName } from "./engines";
import { GOOGLE_SPOKEN, GOOGLE_WRITTEN, googleWritten } from "./google-languages";
import { primarySubtag } from "./language-tag";

/** The languages that each engine recognises. */
const SPOKEN: Record<SttEngineName, readonly string[]> = { pocketsphinx: ["en-US"], google: GOOGLE_SPOKEN };

/** Apertium's directions, by the spoken language's primary subtag. */
const APERTIUM: Readonly<Record<string, readonly string[]>> = { en: ["es", "ca"] };

/** Languages in demand that no local engine supports: the start page names them and says how to get them. */
export const NEEDS_GOOGLE = ["vi", "ar", "zh", "fr", "de", "ja", "ko", "pt"] as const;

/** The first choices for a target language, if the engine supports them. */
const PREFERRED = ["vi", "en"] as const;

/** The languages that an engine of this name recognises, as BCP 47 tags. */
export function spokenLanguages(engine: SttEngineName): readonly string[] {
  return SPOKEN[engine];
}

/**
 * The locations in which Google's v2 listens for several languages at once, and the one model with which v1 does. The
 * newest models (chirp) take one language.
 */
const CANDIDATES_IN: readonly string[] = ["global", "us", "eu"];
const CANDIDATES_V1 = "command_and_search";
const CANDIDATES = 3;

type GoogleHearing = { readonly api: "v1" | "v2"; readonly location: string; readonly model: string };

/** The number of languages that a recogniser can listen for at once. */
export function candidateLanguages(engine: SttEngineName, { api, location, model }: GoogleHearing): number {
  if (engine !== "google") return 1;
  const isPossible =
    api === "v1" ? model === CANDIDATES_V1 : CANDIDATES_IN.includes(location) && !model.startsWith("chirp");
  return isPossible ? CANDIDATES : 1;
}

/** The languages into which an engine of this name translates from `sourceLang`. */
export function writtenLanguages(engine: TranslationEngineName, sourceLang: string): readonly string[] {
  if (engine === "apertium") return APERTIUM[primarySubtag(sourceLang)] ?? [];
  const source = googleWritten(sourceLang);
  return source === null ? [] : GOOGLE_WRITTEN.filter((lang) => lang !== source);
}

/** Whether a spoken and a written tag mean the same language. */
export function isSameLanguage(spoken: string, written: string): boolean {
  return spoken === written || googleWritten(spoken) === written;
}

/** Whether speech in one language can be read in the other: translated, or as it was spoken. */
export function isReadable(engine: TranslationEngineName, spoken: string, lang: string): boolean {
  return writtenLanguages(engine, spoken).includes(lang) || isSameLanguage(spoken, lang);
}

/** The default target language of `written`. */
export function preferredLanguage(written: readonly string[]): string | undefined {
  return PREFERRED.find((lang) => written.includes(lang)) ?? written[0];
}
