"use client";

import { createContext, use, useCallback } from "react";
import { fillText } from "./fill-text";
import type { ReaderLanguage } from "./readers/reader-languages";
import type { ReaderWording } from "./readers/reader-wording";

/** The texts of a part of the page, in one language. */
export type Texts = { readonly language: ReaderLanguage; readonly texts: Readonly<Record<string, Section>> };

type Section = Readonly<Record<string, unknown>>;

export const TextsContext = createContext<Texts | null>(null);

/**
 * The texts of one section, for components that the page of readers uses too. It only inserts values and chooses plural
 * forms, which keeps the first load of that page small.
 * @throws Error when no provider has the section
 */
export function useTexts<S extends keyof ReaderWording>(
  section: S,
): (key: keyof ReaderWording[S] & string, values?: Readonly<Record<string, string | number>>) => string {
  const own = use(TextsContext);
  const texts = own?.texts[section];
  if (!texts) throw new Error(`no wording for ${section}`);
  const { language } = own;
  return useCallback((key, values = {}) => fillText(String(texts[key]), values, language), [texts, language]);
}

export function useInterfaceLanguage(): ReaderLanguage {
  return use(TextsContext)?.language ?? "en";
}
