/** The languages of all pages. The readers' pages have more: `READER_LANGUAGES`. */
export const INTERFACE_LANGUAGES = ["en", "vi"] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

/** The choice of a person, on this device. */
export const LANGUAGE_COOKIE = "interface-language";

/** Native names, for the language switch. */
export const LANGUAGE_NAMES: Record<InterfaceLanguage, string> = { en: "English", vi: "Tiếng Việt" };

/** The locale of times and numbers: day before month, as a reader outside America expects. */
export const FORMAT_LOCALES: Record<InterfaceLanguage, string> = { en: "en-GB", vi: "vi-VN" };
