import { INTERFACE_LANGUAGES, type InterfaceLanguage, LANGUAGE_COOKIE } from "./interface-languages";
import { READER_LANGUAGE_COOKIE, READER_LANGUAGES, type ReaderLanguage } from "./readers/reader-languages";

/** The language of the interface: the chosen one, else the first supported one that the browser asks for, else English. */
export function chooseInterfaceLanguage(chosen: string | undefined, acceptLanguage: string | null): InterfaceLanguage {
  return firstKnown(INTERFACE_LANGUAGES, [chosen, ...acceptedTags(acceptLanguage)]) ?? "en";
}

/**
 * The same for the readers' pages, which have more languages. A reader's own choice comes before the language that the
 * person chose for all pages.
 * @param cookie the value of a cookie
 */
export function chooseReaderLanguage(
  cookie: (name: string) => string | undefined,
  acceptLanguage: string | null,
): ReaderLanguage {
  const chosen = [cookie(READER_LANGUAGE_COOKIE), cookie(LANGUAGE_COOKIE)];
  return firstKnown(READER_LANGUAGES, [...chosen, ...acceptedTags(acceptLanguage)]) ?? "en";
}

/** The tags of the header, the most wanted first. */
function acceptedTags(header: string | null): string[] {
  const wishes = (header ?? "").split(",").map((wish) => {
    const [tag = "", ...parameters] = wish.trim().split(";");
    const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
    return { tag, quality: quality === undefined ? 1 : Number(quality) };
  });
  return wishes
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag.toLowerCase().split("-", 1)[0] ?? "");
}

function firstKnown<L extends string>(known: readonly L[], wanted: readonly (string | undefined)[]): L | undefined {
  return wanted.map((tag) => known.find((language) => language === tag)).find((language) => language !== undefined);
}
