import { FORMAT_LOCALES } from "../interface-languages";
import type { Texts } from "../use-texts";
import type { Wording } from "../wording";
import { readersAr } from "./ar";
import { readersCa } from "./ca";
import { readersDe } from "./de";
import { readersEn } from "./en";
import { readersEs } from "./es";
import { readersFr } from "./fr";
import { readersJa } from "./ja";
import { readersKo } from "./ko";
import { readersPt } from "./pt";
import type { ReaderLanguage } from "./reader-languages";
import { readersVi } from "./vi";
import { readersZh } from "./zh";

/** The texts of the readers' pages. A language that lacks one does not compile. */
export type ReaderWording = Pick<Wording, keyof typeof readersEn>;

/** Only for the server: a page gets the texts of one language. */
export const READER_WORDING: Record<ReaderLanguage, ReaderWording> = {
  en: readersEn,
  vi: readersVi,
  ar: readersAr,
  ca: readersCa,
  de: readersDe,
  es: readersEs,
  fr: readersFr,
  ja: readersJa,
  ko: readersKo,
  pt: readersPt,
  zh: readersZh,
};

/** The locales of times and names in files. */
export const READER_LOCALES: Record<ReaderLanguage, string> = {
  ...FORMAT_LOCALES,
  ar: "ar",
  ca: "ca-ES",
  de: "de-DE",
  es: "es-ES",
  fr: "fr-FR",
  ja: "ja-JP",
  ko: "ko-KR",
  pt: "pt-BR",
  zh: "zh-CN",
};

/** The texts of the readers' page in one language, as the page's data carries them. */
export function readerTexts(language: ReaderLanguage): Texts {
  const { audience, transcript, keyboard } = READER_WORDING[language];
  return { language, texts: { audience, transcript, keyboard } };
}
