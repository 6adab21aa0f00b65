"use client";

import { createContext, use, useCallback } from "react";
import { fillText } from "./fill-text";
import type { InterfaceLanguage, Wording } from "./wording";

/** The texts of a part of the page, in one language. */
export type Words = { readonly language: InterfaceLanguage; readonly texts: Readonly<Record<string, Section>> };

type Section = Readonly<Record<string, unknown>>;

export const WordsContext = createContext<Words | null>(null);

/**
 * The texts of one section, for components that the page of readers uses too. It only inserts values, which keeps the
 * first load of that page small. @throws Error when no provider has the section
 */
export function useWords<S extends keyof Wording>(
  section: S,
): (key: keyof Wording[S] & string, values?: Readonly<Record<string, string>>) => string {
  const texts = use(WordsContext)?.texts[section as string];
  if (!texts) throw new Error(`no wording for ${section}`);
  return useCallback((key, values = {}) => fillText(String(texts[key]), values), [texts]);
}

export function useInterfaceLanguage(): InterfaceLanguage {
  return use(WordsContext)?.language ?? "en";
}
