import type {} from "use-intl";
import { en } from "./en";
import { vi } from "./vi";

type SameShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };

/** The shape of all texts: a missing or an unknown key does not compile. */
export type Wording = SameShape<typeof en>;

export const INTERFACE_LANGUAGES = ["en", "vi"] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

/** The interface language and time zone of a request. */
export type RequestWording = { readonly language: InterfaceLanguage; readonly timeZone: string };

export const LANGUAGE_COOKIE = "interface-language";
export const TIME_ZONE_COOKIE = "time-zone";

/** Native names, for the language switch. */
export const LANGUAGE_NAMES: Record<InterfaceLanguage, string> = { en: "English", vi: "Tiếng Việt" };

/** The locale of times and numbers: day before month, as a reader outside America expects. */
export const FORMAT_LOCALES: Record<InterfaceLanguage, string> = { en: "en-GB", vi: "vi-VN" };

export const WORDING: Record<InterfaceLanguage, Wording> = { en, vi };

declare module "use-intl" {
  interface AppConfig {
    Messages: typeof en;
  }
}
