import type { Words } from "../wording/use-words";
import type { InterfaceLanguage } from "../wording/wording";

/** The texts of the page in each language of the interface. */
export type ReaderWords = Readonly<Record<InterfaceLanguage, Words>>;

/** The language of the interface for a reader of `lang`, if there is one. */
export function spokenFor(lang: string | null | undefined): InterfaceLanguage | undefined {
  const base = lang?.split("-", 1)[0];
  return base === "en" || base === "vi" ? base : undefined;
}
