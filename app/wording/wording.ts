import type {} from "use-intl";
import { en } from "./en";
import type { InterfaceLanguage } from "./interface-languages";
import { vi } from "./vi";

type SameShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };

/** The shape of all texts: a missing or an unknown key does not compile. */
export type Wording = SameShape<typeof en>;

/** The interface language and time zone of a request. */
export type RequestWording = { readonly language: InterfaceLanguage; readonly timeZone: string };

export const TIME_ZONE_COOKIE = "time-zone";

export const WORDING: Record<InterfaceLanguage, Wording> = { en, vi };

declare module "use-intl" {
  interface AppConfig {
    Messages: typeof en;
  }
}
