"use client";

import { createContext, use, useCallback } from "react";
import type { InterfaceLanguage, Wording } from "./wording";

/** What a part of the page has to say, in one language. */
export type Words = { readonly language: InterfaceLanguage; readonly texts: Readonly<Record<string, Section>> };

type Section = Readonly<Record<string, unknown>>;

export const WordsContext = createContext<Words | null>(null);

/**
 * The texts of one section, for what the audience page draws too: it has a first load to keep small, and
 * our texts need no more than values put in. @throws Error where nothing provides the section
 */
export function useWords<S extends keyof Wording>(
  section: S,
): (key: keyof Wording[S] & string, values?: Readonly<Record<string, string>>) => string {
  const texts = use(WordsContext)?.texts[section as string];
  if (!texts) throw new Error(`no wording for ${section}`);
  return useCallback((key, values = {}) => filled(String(texts[key]), values), [texts]);
}

/** The language in which the page itself speaks. */
export function useInterfaceLanguage(): InterfaceLanguage {
  return use(WordsContext)?.language ?? "en";
}

/** Puts the values where their names stand in braces. */
function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
