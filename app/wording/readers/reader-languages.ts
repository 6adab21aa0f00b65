/** The languages of the readers' pages. The other pages have those of `INTERFACE_LANGUAGES`. */
export const READER_LANGUAGES = ["en", "vi", "ar", "ca", "de", "es", "fr", "ja", "ko", "pt", "zh"] as const;
export type ReaderLanguage = (typeof READER_LANGUAGES)[number];

/** Native names, for the choice in the display menu. */
export const READER_LANGUAGE_NAMES: Record<ReaderLanguage, string> = {
  en: "English",
  vi: "Tiếng Việt",
  ar: "العربية",
  ca: "Català",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  ja: "日本語",
  ko: "한국어",
  pt: "Português",
  zh: "简体中文",
};

/** The choice of a reader, on this device. Pages of other languages ignore it. */
export const READER_LANGUAGE_COOKIE = "reader-language";
