"use client";

import { useEffect, useState } from "react";

/** The names of languages: in the language itself, and in the page's language. */
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
      setNames({
        own: (lang) => (isWellNamed(lang) ? PLAIN.own(lang) : ownLanguageName(lang)),
        in: (lang, locale) => (isWellNamed(lang) ? PLAIN.in(lang, locale) : languageName(lang, locale)),
      }),
    );
  }, [isPlain]);
  return names;
}

/** A tag that names a script or a region beside the language. */
const APART = /^(zh|cmn)-|^(fr-CA|pt-PT)$|-[A-Z][a-z]{3}\b/;

/** The browser has a name for it, and the name needs no script or region. */
function isWellNamed(lang: string): boolean {
  const base = lang.split("-", 1)[0] ?? lang;
  return !APART.test(lang) && named(base, "en").toLowerCase() !== base;
}

function named(lang: string, locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: "language" }).of(lang.split("-", 1)[0] ?? lang) ?? lang;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
