import { INTERFACE_LANGUAGES, type InterfaceLanguage } from "./wording";

/** The language of the interface: the chosen one, else the first supported one that the browser asks for, else English. */
export function chooseInterfaceLanguage(chosen: string | undefined, acceptLanguage: string | null): InterfaceLanguage {
  return known(chosen ?? "") ?? accepted(acceptLanguage ?? "") ?? "en";
}

function accepted(header: string): InterfaceLanguage | undefined {
  const wishes = header.split(",").map((wish) => {
    const [tag = "", ...parameters] = wish.trim().split(";");
    const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined);
    return { tag, quality: quality === undefined ? 1 : Number(quality) };
  });
  return wishes
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => known(tag.toLowerCase().split("-", 1)[0] ?? ""))
    .find((language) => language !== undefined);
}

function known(tag: string): InterfaceLanguage | undefined {
  return INTERFACE_LANGUAGES.find((language) => language === tag);
}
