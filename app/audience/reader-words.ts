import type { Words } from "../wording/use-words";
import type { InterfaceLanguage } from "../wording/wording";

/** What the page may have to say, in each language that it speaks. */
export type ReaderWords = Readonly<Record<InterfaceLanguage, Words>>;

/** The language of the page for whoever reads `lang`, if the page speaks that one. */
export function spokenFor(lang: string | null | undefined): InterfaceLanguage | undefined {
  const base = lang?.split("-", 1)[0];
  return base === "en" || base === "vi" ? base : undefined;
}
