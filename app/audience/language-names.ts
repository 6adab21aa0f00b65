"use client";

import { useEffect, useState } from "react";

/** How languages are called: in their own words, and in the page's. */
export type LanguageNames = {
  readonly own: (lang: string) => string;
  readonly in: (lang: string, locale: string) => string;
};

/** The browser's own names. A language that it does not know stays a tag. */
const PLAIN: LanguageNames = { own: (lang) => named(lang, lang), in: named };

/** The browser's names; ours, which are a large table, only where a language needs them. */
export function useLanguageNames(langs: readonly string[]): LanguageNames {
  const [names, setNames] = useState(PLAIN);
  const isPlain = langs.every((lang) => isWellNamed(lang));
  useEffect(() => {
    if (isPlain) return;
    void import("../format/language").then(({ ownLanguageName, languageName }) =>
      setNames({ own: ownLanguageName, in: languageName }),
    );
  }, [isPlain]);
  return names;
}

/** Without a region, and known to the browser. */
function isWellNamed(lang: string): boolean {
  return !lang.includes("-") && named(lang, "en") !== lang;
}

function named(lang: string, locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: "language" }).of(lang.split("-", 1)[0] ?? lang) ?? lang;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
